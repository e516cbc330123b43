"""What the widgets' tests put on the page: a small evening, its poll and its picture."""

from __future__ import annotations

from typing import Any

from afterwave.widgets import labels, reader_labels

CARE = (
    "Being held close",
    "Reassuring words",
    "Breathing together",
    "Warmth: a towel, a bath, a blanket",
    "Food, water, something grounding",
    "Time alone",
)
LABELS = {f"o{i}": label for i, label in enumerate((*CARE, "Something else"))}


def cell(option: str, band: str, count: int | None) -> dict[str, Any]:
    return {"options": [option], "labels": [LABELS[option]], "band": band, "count": count}


def release(
    kind: str = "pick-any", ballots: int = 12, shown: tuple[dict[str, Any], ...] = (), reason: str | None = None
) -> dict[str, Any]:
    return {"kind": kind, "ballots": ballots, "shown": list(shown), "reason": reason}


BANDS = (
    ("exact", 8),
    ("exact", 7),
    ("few-or-none", None),
    ("exact", 6),
    ("exact", 4),
    ("most-or-all", None),
    ("few-or-none", None),
)
PICTURE = release(shown=tuple(cell(f"o{i}", band, count) for i, (band, count) in enumerate(BANDS)))


def poll(state: str, **more: object) -> dict[str, Any]:
    options = [{"id": option, "label": label} for option, label in LABELS.items()]
    question = "What helps you feel cared for afterwards?"
    return {
        "kind": "pick-any",
        "question": question,
        "hint": "",
        "options": options,
        "state": state,
        "atLeast": 0,
        "margin": 4,
        "release": None,
        "recount": False,
        **more,
    }


def step(kind: str, id_: str, html: str, **more: object) -> dict[str, Any]:
    return {"kind": kind, "id": id_, "html": html, **more}


SECTIONS: list[dict[str, Any]] = [
    {
        "slug": "opening",
        "title": "You are not alone",
        "essential": False,
        "guide": "<p><strong>Purpose.</strong> Naming it.</p>",
        "content_note": "Crying and strong feelings after sex.",
        "steps": [
            step(
                "slide",
                "a",
                (
                    "<h1>Tears, shaking, a sudden wave</h1><ul><li>sadness or tenderness</li><li>out of "
                    "nowhere</li><li>more common than people say</li></ul>"
                ),
            ),
            step(
                "prompt",
                "b",
                "<p>When did a strong feeling last surprise you?</p>",
                minutes=2,
                instead="Rest your eyes, or draw a line that rises and falls.",
            ),
            step("discuss", "c", "<p>Why do people talk so little about this?</p>", minutes=3, people="pairs"),
        ],
    },
    {
        "slug": "care",
        "title": "Aftercare is for everyone",
        "essential": True,
        "content_note": "What helps afterwards.",
        "steps": [
            step("poll", "care", ""),
            step("breathe", "settle", "<p>A minute for your breath, if you like.</p>", minutes=1),
        ],
    },
]
for place in SECTIONS:
    for one in place["steps"]:
        one["notes"] = "<p><strong>Say.</strong> Nobody has to answer.</p>"

QR = '<svg viewBox="0 0 21 21"><path d="M0 0h7v7h-7zM14 0h7v7h-7zM0 14h7v7h-7zM9 9h4v4h-4zM15 15h3v3h-3z"/></svg>'
JOIN = {"url": "http://192.168.1.20:8080/", "short": "192.168.1.20:8080", "qr": QR, "tongues": "English · Español"}
DASHBOARD = {
    "position": {"section": "opening", "step": 0},
    "props": {"section": "opening", "step": 0, "timer": None, "card": None, "join": False},
    "calm": False,
    "ended": False,
    "skipped": [],
    "omissions": {},
    "question": "",
    "over": "",
    "channel": "test",
    "notice": "",
    "join": JOIN,
    "language": "en",
    "direction": "ltr",
}
TIMES: dict[str, Any] = {
    "started": None,
    "entered": None,
    "length": 90,
    "late": 0,
    "softened": None,
    "sheet": {"opening": 8, "care": 15},
    "over": [],
}
BOX: dict[str, Any] = {"on": False, "opened": []}

DECK = [
    [
        "Letting go",
        (
            "Something goes deeper than expected. It comes home to you that you are loved, or that the danger is past "
            "and you are safe."
        ),
    ],
    ["Grief, or longing", "Someone has died, or has gone. Or you see with sudden clearness how much you want."],
    ["No clear cause", "You do not need a reason for a feeling to be allowed."],
]

TRAITS: dict[str, dict[str, Any]] = {
    "home": {"state": {}},
    "stage": {
        **DASHBOARD,
        "sections": SECTIONS,
        "polls": {"care": poll("waiting")},
        "logo": {"src": "", "alt": ""},
        "lengths": {},
        "labels": labels.STAGE,
    },
    "console": {
        **DASHBOARD,
        "sections": SECTIONS,
        "polls": {"care": poll("waiting")},
        "labels": labels.CONSOLE,
        "outlook": {},
        "hand": {
            "html": "<h2>1. Notice</h2><p>One stays with the group.</p>",
            "numbers": "<ul><li><b>112</b></li></ul>",
            "language": "en",
            "direction": "ltr",
        },
        "clock": TIMES,
        "box": BOX,
        "people": 0,
        "slips": 0,
        "astray": "",
        "closing": {},
        "colleague": {"door": "shut", "code": "", "until": 0.0, "signals": []},
        "own": {"wrong": [], "kept": 0},
        "after": {},
        "addresses": {"now": JOIN["url"], "nearby": [JOIN["url"]], "ours": True},
    },
    "reflection": {
        "key": "opening/b",
        "question": "When did a strong feeling last surprise you?",
        "choices": ["It felt good", "It felt strange", "I'd rather not say"],
        "minutes": 2,
        "instead": "Rest your eyes.",
        "labels": reader_labels.REFLECTION,
        "shared_origin": False,
        "filename": "notes.txt",
    },
    "card": {
        "key": "care/my-card",
        "invitation": "If you like, make a card of what helps you afterwards.",
        "minutes": 4,
        "title": "My aftercare card",
        "lead": "Yours to change, to show or to keep.",
        "forms": list(CARE),
        "parts": [
            "Before: good to know",
            "Right after: what may help",
            "The next day: what is welcome",
            "Please don't: I'd rather go without",
        ],
        "labels": reader_labels.CARD,
        "shared_origin": False,
        "filename": "notes.png",
    },
    "breathing": {
        "invitation": "A minute for your breath, if you like.",
        "minutes": 1,
        "labels": reader_labels.BREATHING,
    },
    "prevalence": {},
    "cards": {
        "invitation": "The whole tray once more. Turn over what you like, and leave the rest.",
        "cards": DECK,
        "labels": reader_labels.CARDS,
    },
}
