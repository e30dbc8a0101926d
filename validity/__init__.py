"""How the points were found, and how often the guide agrees with published authors: `make derive`, `make validity`."""
