"""Who says what in a sentence: what helpers.voices is made of."""
