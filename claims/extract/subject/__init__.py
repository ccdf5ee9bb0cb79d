"""What a quantity counts, and what happens to it."""
