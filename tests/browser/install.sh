#!/bin/sh
# Make sure that there is a Chromium for the browser tests: the system's packages where we are root, Playwright's own otherwise.
# Tests need no window, and Chromium's shell without one computes less; what measures the pages uses the whole browser.
# The first argument is the folder of the environment's programs.
set -eu
if command -v chromium >/dev/null 2>&1 && command -v chromium-headless-shell >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-headless-shell >/dev/null
else
    "$1/playwright" install chromium
fi
