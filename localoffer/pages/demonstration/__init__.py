"""The pages of the demonstration council. The words are in `content/`, one file a page."""
