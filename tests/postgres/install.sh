#!/bin/sh
# Make sure that there is a PostgreSQL server for the tests of the database: Debian's package, where we are root.
set -eu
if command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
else
    echo "The tests need a PostgreSQL server. Install the package postgresql, and run this again." >&2
    exit 1
fi
