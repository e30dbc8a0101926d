"""The page "How this guide thinks": all of the rules, and what they rest on, read from the rules themselves."""
