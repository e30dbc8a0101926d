"""What wraps every connection, request and message: their bounds, names and origins, headers, files, compression."""
