"""What everything is made of that is read from a content file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class ContentModel(BaseModel):
    """The common ground of everything read from a content file: frozen, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
