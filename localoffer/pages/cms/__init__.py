"""What officers see of the pages besides Wagtail's own tree."""
