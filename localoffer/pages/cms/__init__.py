"""Pages in the CMS: what Wagtail's editor does not do by itself."""
