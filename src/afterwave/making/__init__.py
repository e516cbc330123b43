"""What is made of a workshop's content and kept as files: its notebooks, and the drawings of its charts."""
