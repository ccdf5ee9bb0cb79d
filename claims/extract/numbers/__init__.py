"""Numerals, fractions and vague groups → numbers."""
