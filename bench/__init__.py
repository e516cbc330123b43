"""Speed, as ratios to a yardstick in the same run: other work on the machine moves seconds, and hardly moves ratios."""
