"""All possible answer sheets at once, counted exactly."""
