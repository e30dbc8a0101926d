"""What wraps every request: security headers, the websocket's origin, compressed files."""
