#!/bin/sh
# Make sure that there are Firefox and WebKitGTK for the tests in more engines than Chromium: Debian's packages, where we
# are root. Firefox needs no window, and WebKitGTK has one on a screen that Xvfb keeps in memory.
set -eu
if command -v firefox-esr >/dev/null 2>&1 && command -v WebKitWebDriver >/dev/null 2>&1 && command -v Xvfb >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr webkit2gtk-driver xvfb >/dev/null
else
    echo "The deep tests need Firefox and WebKitGTK. Install firefox-esr, webkit2gtk-driver and xvfb, and run this again." >&2
    exit 1
fi
