"""How far a finding stands when a choice is changed: other codebooks, other rules, one article less."""
