"""What faces a browser, tested without one."""
