"""Measures by formula and source, on plain numbers and tidy tables."""
