#!/bin/sh
# Opens afterwave out of this folder, which holds all that it needs.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
exec "$here/runtime/python" -m afterwave "$@"
