"""Templates compiled, and scripts and style sheets stripped and packed, once for a run of the tests: each server under
test did all of it anew, which took longer than all that most tests ask of a server.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from afterwave.content.workshop import Workshop
from afterwave.server import assets, templating


class _Compiled(BytecodeCache):
    """Compiled templates, in memory, for as long as their texts stay as they are."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED: defaultdict[tuple[object, ...], _Compiled] = defaultdict(_Compiled)
"""Jinja says a sentence that never changes when it compiles it: what speaks otherwise has templates of its own."""


def remember() -> None:
    """From now on, let what was compiled, stripped or packed before be found again by every server in this process."""
    speak = templating.speak

    def speak_again(environment: Environment, workshop: Workshop) -> None:
        speak(environment, workshop)
        spoken = workshop.speech
        environment.bytecode_cache = _COMPILED[spoken.code, spoken.translations, repr(spoken.wording)]

    templating.speak = speak_again
    for name in ("_bare", "_asset"):
        setattr(assets, name, cache(getattr(assets, name)))
