"""Films: which files may come in, and how they go out."""
