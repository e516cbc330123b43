"""What the workshop says: blocks, sections, polls and evidence, read from Markdown and YAML."""
