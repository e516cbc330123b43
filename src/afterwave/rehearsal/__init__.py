"""A simulated group over real HTTP, for practice at home and for the load proofs."""
