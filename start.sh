#!/bin/sh
# Opens afterwave: finds a Python, sets the kit up in this folder the first time, and starts it. Nothing is installed elsewhere.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
begin=$here/share/start/start.py

fits() {
  # A Mac's own python3 is a question for developer's tools, unless they are there.
  case $(command -v -- "$1") in
    '') return 1 ;;
    /usr/bin/python3) [ "$(uname)" != Darwin ] || xcode-select -p >/dev/null 2>&1 || return 1 ;;
  esac
  "$1" -I "$begin" --fits >/dev/null 2>&1
}

for python in "${AFTERWAVE_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 \
  /opt/homebrew/bin/python3 /usr/local/bin/python3 /Library/Frameworks/Python.framework/Versions/3.*/bin/python3 \
  /opt/homebrew/bin/python3.1? /usr/local/bin/python3.1? /usr/bin/python3; do
  if [ -n "$python" ] && fits "$python"; then
    found=$python
    break
  fi
done

if [ -n "${found:-}" ]; then
  "$found" -I "$begin" "$@"
  status=$?
else
  echo "afterwave needs Python 3.11 or newer, and finds none on this machine."
  case $(uname) in
    Darwin) echo "Get it from python.org (Downloads, macOS), run the installer, and start this again." ;;
    *)
      echo "Debian, Ubuntu, Raspberry Pi OS:  sudo apt install python3 python3-venv"
      echo "Fedora:  sudo dnf install python3"
      echo "Then start this again."
      ;;
  esac
  status=1
fi
# A window that was opened for this closes with it: leave time to read.
if [ "$status" -ne 0 ] && [ -t 0 ] && [ -t 1 ]; then
  printf '\nPress Enter to close. '
  read -r _ || :
fi
exit "$status"
