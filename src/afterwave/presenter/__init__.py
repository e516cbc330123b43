"""What the notebooks call: the reader, the stage and the console."""
