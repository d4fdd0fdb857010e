"""Search over pages. How it works: `docs/developers/search.md`."""
