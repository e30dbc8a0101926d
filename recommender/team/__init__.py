"""A picture of many people, with small groups protected, and a plan for how many practitioners they need."""
