"""Keeps the logs free of people: no line of this server names an address, a ticket or an answer."""

from __future__ import annotations

import logging

_SPEAKS_OF_PEOPLE = {"http1connection", "httpserver", "iostream"}


def quiet() -> None:
    """Shut the paths on which Tornado prints addresses and SQLAlchemy prints rows, whatever level a program logs at."""
    logging.getLogger("tornado.access").disabled = True  # a level could be set anew by whoever runs us
    logging.getLogger("tornado.general").addFilter(_of_no_one)  # a filter that is there already is not added again
    # At INFO and below it prints each statement and each row it reads, keys included.
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)


def _of_no_one(record: logging.LogRecord) -> bool:
    return record.module not in _SPEAKS_OF_PEOPLE
