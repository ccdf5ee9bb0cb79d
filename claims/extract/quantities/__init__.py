"""Numbers and what is written with them → quantities."""
