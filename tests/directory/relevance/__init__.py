"""How well families find what they look for: queries, measures and thresholds. See `docs/relevance.md`."""
