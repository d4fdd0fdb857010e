"""The permission matrix: its table, the objects behind its addresses, and how an answer is read."""
