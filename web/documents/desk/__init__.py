"""What the author's desk shows: faults of a changed text, and what the change does, each as values for its template."""
