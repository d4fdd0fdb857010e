"""What pages say, worked out for their templates."""
