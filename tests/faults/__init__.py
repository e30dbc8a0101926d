"""What breaks connections and processes, and what the guide then does."""
