"""afterwave: a workshop kit on feelings after sex, and on aftercare, for groups and for people reading alone."""

__version__ = "0.1.0"
