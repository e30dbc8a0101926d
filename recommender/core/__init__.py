"""What everything else stands on: errors, the rule base as frozen values, tallies, the decision."""
