"""When and where a quantity holds, and by when it is due."""
