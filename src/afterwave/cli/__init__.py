"""The `afterwave` command, one module per verb."""
