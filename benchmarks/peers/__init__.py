"""The same decisions by other engines, each generated from the loaded rules, to be timed beside ours."""
