"""The dashboards and private activities, one module, script and style sheet each."""
