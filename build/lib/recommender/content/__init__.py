"""The words, the guidance, the contacts and the published situations, as frozen values."""
