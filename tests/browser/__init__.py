"""Journeys in a real browser, against a server that the tests start themselves."""
