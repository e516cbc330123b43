"""A live session: where the group is, what state the polls are in, and how the minutes are shared."""
