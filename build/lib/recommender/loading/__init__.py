"""Reading YAML: rules, words and guidance, with every fault at once and its place in the file."""
