"""What the pages show, worked out from their records; templates only lay out."""
