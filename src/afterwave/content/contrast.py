"""How well one colour can be seen on another, by WCAG 2.2 (relative luminance and contrast ratio), and which pairs of
the kit's colours meet on its pages.
"""

from __future__ import annotations

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of words (WCAG 1.4.3) and of lines that say something, such as the focus ring (WCAG 1.4.11)."""

PAIRS = (
    ("ink", "paper", TEXT),
    ("quiet", "paper", TEXT),
    ("deep", "paper", TEXT),
    ("glow", "paper", TEXT),
    ("danger", "paper", TEXT),
    ("ink", "veil", TEXT),
    ("quiet", "veil", TEXT),
    ("on-deep", "deep", TEXT),
    ("wave", "paper", SHAPE),
)
"""What stands on what, and how far apart they need to be."""

# sRGB's own figures: where its curve begins, and how much of the light the eye takes from red, green and blue.
_KNEE, _SLOPE, _OFFSET, _POWER = 0.04045, 12.92, 0.055, 2.4
_EYE = (0.2126, 0.7152, 0.0722)
# What WCAG adds to both, for the light that a screen throws back.
_FLARE = 0.05


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written as `#` and six digits, from 1 to 21."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + _FLARE) / (dark + _FLARE)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (part / _SLOPE if part <= _KNEE else ((part + _OFFSET) / (1 + _OFFSET)) ** _POWER for part in parts)
    return sum(share * part for share, part in zip(_EYE, linear, strict=True))
