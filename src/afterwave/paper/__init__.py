"""What is printed: slips, run sheets, handouts, cards, references, the guide and the summary, each one PDF."""
