"""What Lighthouse makes of our pages."""
