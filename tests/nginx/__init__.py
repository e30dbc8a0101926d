"""Debian's nginx, run by the tests from the files of deploy/nginx on ports of their own."""
