#!/bin/sh
# Installs Debian packages that tests want (apt.sh PROGRAM PACKAGE...), where PROGRAM is missing and that is possible.
# Where it isn't, the tests that want it say so.
program=$1
shift
command -v "$program" >/dev/null && exit 0
command -v apt-get >/dev/null || exit 0
[ "$(id -u)" = 0 ] && sudo="" || sudo="sudo -n"
{ $sudo apt-get update && $sudo apt-get install --yes --no-install-recommends "$@"; } >/dev/null 2>&1 ||
	echo "$program isn't there, and $* can't be installed" >&2
exit 0
