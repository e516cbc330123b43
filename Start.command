#!/bin/sh
# A Mac's double click: opens a terminal, and in it afterwave.
exec sh "$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/start.sh" "$@"
