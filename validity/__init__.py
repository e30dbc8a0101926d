"""The derivation of the points, and the agreement with published authors: `make derive`, `make validity`."""
