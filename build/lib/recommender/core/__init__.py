"""What everything else builds on: errors, the rule base as frozen values, tallies, the decision."""
