"""Finding every link of what is live, and asking politely whether it still answers."""
