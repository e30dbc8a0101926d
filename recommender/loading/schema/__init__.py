"""JSON Schema for the files of rules and content, made from what the loader asks of them."""
