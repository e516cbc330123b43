"""Which number to call where a life is in danger, by country: for all the countries that the kit's own lines are in."""

from __future__ import annotations

NUMBERS: dict[str, tuple[str, ...]] = {
    "AE": ("999", "998"),
    "AR": ("911",),
    "AT": ("112",),
    "AU": ("000",),
    "BE": ("112",),
    "BO": ("110",),
    "BR": ("190", "192"),
    "CA": ("911",),
    "CH": ("112",),
    "CL": ("133", "131"),
    "CO": ("123",),
    "DE": ("112",),
    "DK": ("112",),
    "EC": ("911",),
    "EG": ("122", "123"),
    "ES": ("112",),
    "EU": ("112",),
    "FI": ("112",),
    "FR": ("112",),
    "GB": ("999",),
    "IE": ("112",),
    "IN": ("112",),
    "IQ": ("911",),
    "IT": ("112",),
    "JO": ("911",),
    "LB": ("112", "140"),
    "MA": ("19", "15"),
    "MX": ("911",),
    "NL": ("112",),
    "NO": ("112", "113"),
    "NZ": ("111",),
    "PE": ("105", "116"),
    "PL": ("112",),
    "PS": ("100", "101"),
    "PT": ("112",),
    "PY": ("911",),
    "QA": ("999",),
    "SA": ("911",),
    "SE": ("112",),
    "TN": ("197", "190"),
    "US": ("911",),
    "UY": ("911",),
    "ZA": ("10111", "10177"),
}
"""One number for everything; where there are two, the police's first, and then the ambulance's.

Most were read on stored pages of 2020 to 2026 (services' own, governments' and newspapers'); those of AR, BO, PS and
TN, and Chile's and Lebanon's ambulance, are from memory. Numbers change: a facilitator's sheet has a blank for the one
that holds where they are.
"""
