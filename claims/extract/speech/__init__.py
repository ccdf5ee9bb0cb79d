"""Who says a quantity, and how surely."""
