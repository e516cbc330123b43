"""The static site: the same pages as on phones, finished, for any host or none."""
