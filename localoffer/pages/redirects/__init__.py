"""Addresses of an old site that lead to the pages of this one, brought in from a table."""
