"""The words on the stage and the console, in English; `{name}` is filled in by their scripts."""

from __future__ import annotations

from afterwave.content.kinds import KINDS, REASONS
from afterwave.content.registry import complete
from afterwave.message import Message

SCREEN: dict[str, Message] = {
    "away": "The program behind this page does not answer. Wait, reload, or start it again; the group's place is kept.",
    "away_still": (
        "Nothing answers yet. Start it again where you began it: it opens this page anew, or tells its address."
    ),
    "reload": "Reload",
    "practice": "Practice: no phones are connected.",
    "at_least": "At least {count} answers are in",
    "none_yet": "Answers are counted in threes",
    "waiting": "Opens soon",
    "open": "Open",
    "closed": "Closed. The picture comes next.",
    "few": "fewer than {limit}",
    "most": "most or all: at least {limit}",
    "everyone": "of {people} answers",
    "or": "or",
    "together": "{count} together",
    "option": "Answer",
    "count": "How many",
    "too-few": "Too few answers came in for a picture that keeps every answer private. So it stays with you.",
    "too-close": "This time a picture could point at someone. So it stays with you.",
    "left": "about {minutes} left",
    "left_one": "about a minute left",
    "left_half": "half a minute left",
    "come_back": "Come back when you are ready",
    "pairs": "In twos",
    "threes": "In twos or threes",
    "group": "All together",
    "prompt": "For yourself",
    "pass": "You may pass.",
    "instead": "Or instead:",
    "poll": "A question to everyone",
    "slips_answers": "{slips} slips, {answers} answers",
    "breathe": "A breath",
}

ON_STAGE: dict[str, Message] = {
    "stage": "The stage",
    "back": "Back",
    "next": "Next",
    "keys": "Keys",
    "join": "Join with your phone",
    "join_how": "Scan, or type this address. No account, no name.",
    "join_tongues": "A phone opens in its own language: {names}.",
    "join_corner": "Join: {address}",
    "join_open": "A poll is open: {address}",
    "lasts": "About {minutes}",
    "no_join": "No phones are connected in this practice.",
    "agenda": "This evening",
    "left_out_part": "{title} (left out)",
    "now": "now",
    "calm": "We are taking a pause",
    "calm_how": "Feel what carries you. Notice what is around you. Nothing is asked of you.",
    "close": "Close",
    "card_how": "On your phone, on paper, or in your head. You may pass.",
    "box": "A question from the box",
    "slips_how": "Scan the code on your slip. Each slip counts once. You may pass.",
    "anonymous": "Only sums are kept. You may pass.",
    "ended": "Thank you for being here",
    "ended_how": "Take your time getting up.",
    "sheet": "Keys",
    "key_next": "Right, Space, Enter, Page Down|next",
    "key_back": "Left, Page Up|back",
    "key_ends": "Home, End|first, last",
    "key_calm": ". or B|soften: a calm screen, and back",
    "key_timer": "T|begin or stop the quiet timer",
    "key_join": "J|how to join",
    "key_agenda": "A|the parts of this evening",
    "key_full": "F|full screen",
    "key_theme": "D|dark or light",
    "key_size": "+ or -|larger or smaller words",
    "key_sheet": "?|this list",
}

ON_CONSOLE: dict[str, Message] = {
    "console": "The facilitator's console",
    "now": "Now",
    "next": "Up next",
    "next_step": "Next",
    "back": "Back",
    "notes": "Notes",
    "slower": "Slower, please. Somebody asked for it; nobody knows who, how many, or when.",
    "no_notes": "No notes for this place.",
    "more": "What a reader reads here",
    "the_end": "This is the last step.",
    "section_left": "in this section",
    "evening_left": "this evening",
    "step": "step {index} of {count}",
    "min": "{minutes} min left",
    "over": "{minutes} min over",
    "not_begun": "begins with your first step",
    "on_stage": "{minutes} min on stage",
    "on_time": "on time",
    "ahead": "{minutes} min ahead",
    "behind": "{minutes} min behind",
    "run_sheet": "Run sheet",
    "length": "The evening: {minutes} in all",
    "length_group": "Length of the evening",
    "length_short": "{minutes} min",
    "length_shorter": "{minutes} min, shortened",
    "shorter": "{minutes} min less",
    "longer": "{minutes} min more",
    "leave_out": "Leave out",
    "take_in": "Take it back in",
    "left_out": "left out",
    "no_room": "no time left",
    "over_first": "Not everything fits any more. Leave out first: {title}.",
    "fit": "Leave out what does not fit",
    "guide": "The guide on this section",
    "box": "Question box",
    "box_on": "The box is on. Questions come out in handfuls of three or more; how many wait is told to nobody.",
    "box_off": "The box is off. Phones show no way to it.",
    "box_turn_on": "Turn it on",
    "box_turn_off": "Turn it off",
    "box_open": "Open what has come",
    "box_show": "Put on the stage",
    "box_aside": "Take off the stage",
    "box_done": "was on the stage",
    "colleague": "A second pair of hands",
    "colleague_how": "One page on a colleague's phone or tablet: these notes, the clock, Soften, and three silent "
    "signals to you. "
    "It moves nothing and sees no answers. Until you open it, it is shut.",
    "colleague_open": "Open it with a code",
    "colleague_again": "Show a new code",
    "colleague_end": "End it",
    "colleague_code": "On the other device, open {address} and type:",
    "colleague_for": "Good for one device, {left} s more. Show it to your colleague alone.",
    "colleague_waits": "A code waits that this page does not know any more. Show a new one.",
    "colleague_late": "Nobody came in with the code within two minutes. It is good for nothing now.",
    "colleague_guessed": (
        "Five wrong codes were tried, and the page shut itself. Who tried, nobody knows. Open it again once you have "
        "looked round."
    ),
    "colleague_in": "One device is in. Is it your colleague's? If it is not, end it.",
    "signal_slower": "Your colleague asks: slower, please.",
    "signal_pause": "Your colleague asks for a pause.",
    "signal_outside": "Your colleague is outside with somebody.",
    "signal_seen": "Seen",
    "slips": "Who may answer? {count} slips are made.",
    "slips_only": "only slips, each once",
    "slips_not": "whoever joins",
    "slips_unfetched": "Nobody has saved or opened the sheet of these slips yet.",
    "slips_astray": "These slips were printed for {printed}, and phones open another address now: the codes on them "
    "lead nowhere. "
    "Print them anew, or let in whoever joins.",
    "skip": "Skip this section",
    "soften": "Soften",
    "soften_how": "The projector turns calm; nobody is asked anything",
    "resume": "Go on",
    "resume_how": "The projector shows the step again",
    "end": "End the evening",
    "resume_evening": "Go on with the evening",
    "ended": (
        "The evening has ended. In the terminal, hold Ctrl and press C: it tells how to destroy what was counted, and "
        "the questions nobody opened."
    ),
    "undo": "Undo",
    "undo_key": "or Esc",
    "undo_end": "The evening ends in five seconds. Nobody has been told.",
    "undo_skip": "Skipped: {title}. Undo leads the group back to it.",
    "undo_open": "The poll opens in five seconds. Nobody has been told.",
    "undo_close": "The poll closes in 20 seconds, and phones say so. Until then answers still count.",
    "undo_reveal": "The picture shows in five seconds. Nobody has seen it.",
    "timer": "Timer",
    "hand": "In your hand",
    "hand_call": "Whom to call",
    "pause_short": "The pause has just begun.",
    "pause_lasts": "The pause has lasted {minutes} min.",
    "join_over": "The way to join lies over it.",
    "over_step": "The stage shows, over this step: {question}",
    "now_is": "now {time}",
    "ends_at": "ends {time}",
    "poll_minutes": "open for {minutes} min",
    "cards_turn": "Turn a card over on the stage",
    "polls": "Poll",
    "polls_other": "Other polls",
    "polls_none": "No poll in this section.",
    "people": "People in the room",
    "people_how": "Count everyone who may answer. Leave it empty and 8 answers are needed.",
    "insiders": "Might people compare notes afterwards?",
    "insiders_how": "Two people who tell each other what they ticked could work out a third person's answer. "
    "With yes, the picture guards against that. With no, it can show smaller numbers.",
    "insiders_2": "yes, couples or friends are here",
    "insiders_1": "no, everyone came alone",
    "do_open": "Open the poll",
    "do_close": "Close the poll",
    "do_reveal": "Show the picture",
    "do_recount": "Show the picture for this many",
    "comma": ", ",
    "state_waiting": "Not open yet",
    "state_open": "Open",
    "state_closed": "Closed",
    "state_revealed": "The picture has been shown",
    "once": "A poll opens once and closes once. Its picture is shown once.",
    "recount": "Count the room again",
    "people_wrong": "Write the number of people in figures, from 1 to {most}, or leave it empty.",
    "people_many": (
        "{people} people? This evening was planned for {planned}. If it is right, press once more; else write it anew."
    ),
    "working": "One moment",
    "addresses": "Phones open {address}",
    "addresses_how": (
        "This machine is in several networks. Choose the one that the phones are in; the code on the stage follows."
    ),
    "addresses_gone": (
        "No phone can reach {address} any more: this machine has left that network. Choose another address; the code "
        "on the stage follows."
    ),
    "addresses_none": (
        "No phone can reach {address}. Join the room's Wi-Fi, or open a hotspot: its address then stands here to be "
        "chosen."
    ),
    "instead": "Instead:",
    "outlook_nothing": "{people} people: nothing will be shown. At least {threshold} answers are needed.",
    "outlook_bands": "If all {people} answer: no numbers, only whether few or most people chose an option.",
    "outlook_pick-any": (
        "If all {people} answer: options that {low} to {high} people tick show a number, the rest a range."
    ),
    "outlook_pick-one": (
        "If all {people} answer: options with {low} to {high} people show a number, the rest are put together. Where "
        "no option has so many, there is no picture."
    ),
    "outlook_scale": (
        "If all {people} answer, we will see how many are on each step. A step with fewer than {low} is counted "
        "together with the one beside it. Where even that could point at someone, there is no picture."
    ),
    "content_note": "Touches on:",
    "keys": "Keys: Right and Left move, . softens, T is the timer, ? lists them",
    "sheet": "Keys",
    "close": "Close",
    "key_next": "Right, Page Down|next",
    "key_back": "Left, Page Up|back",
    "key_ends": "Home, End|first, last",
    "key_calm": ". or B|soften: a calm screen, and back",
    "key_timer": "T|begin or stop the quiet timer",
    "key_join": "J|how to join, on the stage",
    "key_slides": "A|all slides, and a way to each",
    "key_undo": "Esc|undo, while something waits",
    "key_sheet": "?|this list",
}

complete(
    "ON_CONSOLE in widgets/screen_labels.py",
    {name for name in ON_CONSOLE if name.startswith("outlook_")},
    {"outlook_nothing", "outlook_bands", *(f"outlook_{kind}" for kind in KINDS)},
)
complete("SCREEN in widgets/screen_labels.py", SCREEN.keys() & {*REASONS}, REASONS)
