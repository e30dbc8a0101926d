"""Many people at once: the tallies of one sheet as tables of numbers, and what reads and writes columns of people."""
