"""What deploy/ has for a server: that it is sound, and that the guide really runs from it."""
