"""Gathers what a machine is set up from that is never online: packages, the kit's wheel, and what is double-clicked."""
