"""What `codebook.py` is made of: entries found in a text, sets of words that stand near each other, checks of the entries."""
