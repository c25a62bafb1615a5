"""What `stories.py` and `lineage.py` are made of: words, facts of a paragraph, alignment."""
