"""How fast claims are read, beside a peer: see README.md."""
