#!/bin/sh
# Make sure that there is an nginx, a curl to ask it in HTTP/2, and a systemd to check units with, for the tests of
# deploy/: Debian's packages, where we are root.
set -eu
if [ -x /usr/sbin/nginx ] && command -v curl >/dev/null 2>&1 && command -v systemd-analyze >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light curl systemd >/dev/null
else
    echo "The tests need nginx, curl and systemd-analyze. Install the packages nginx-light, curl and systemd, and run this again." >&2
    exit 1
fi
