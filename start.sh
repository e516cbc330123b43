#!/bin/sh
# Opens afterwave: finds a Python, sets the kit up in this folder the first time, and starts it. Nothing is installed
# elsewhere.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
begin=$here/share/start/start.py

# The language of the system, where the terminal has letters for it: two letters of it.
spoken() {
  said=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
  case $(uname) in
    Darwin) # whose terminals write every letter, and need not know the language
      said=$(defaults read -g AppleLanguages 2>/dev/null | sed -n '2s/[^a-z]*\([a-z]*\).*/\1/p') ;;
    *)
      case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8@* | *[Uu][Tt][Ff]8@*) ;;
        *) said=en ;;
      esac
      case $said in '' | C* | POSIX) ;; *) said=${LANGUAGE:-$said} ;; esac ;;
  esac
  said=${AFTERWAVE_LANGUAGE:-$said}
  printf '%s' "${said%"${said#??}"}"
}
AFTERWAVE_STARTS_IN=$(spoken)
export AFTERWAVE_STARTS_IN

fits() {
  # A Mac's own python3 is a question for developer's tools, unless they are there.
  case $(command -v -- "$1") in
    '') return 1 ;;
    /usr/bin/python3) [ "$(uname)" != Darwin ] || xcode-select -p >/dev/null 2>&1 || return 1 ;;
  esac
  "$1" -I "$begin" --fits >/dev/null 2>&1
}

# A window that was opened for this closes with it: leave time to read.
ended() {
  if [ "$1" -ne 0 ] && [ -t 0 ] && [ -t 1 ]; then
    case $AFTERWAVE_STARTS_IN in
      es) printf '\nPulsa Intro para cerrar. ' ;;
      ar) printf '\nاضغطوا Enter للإغلاق. ' ;;
      *) printf '\nPress Enter to close. ' ;;
    esac
    read -r _ || :
  fi
  exit "$1"
}

if [ ! -f "$begin" ]; then
  case $AFTERWAVE_STARTS_IN in
    es)
      echo "Aquí solo está una parte del programa." \
        "Descomprime el archivo entero, o copia la carpeta entera, y empieza allí."
      ;;
    ar) echo "لا يوجد هنا إلا جزء من البرنامج. فكّوا ضغط الملف كله، أو انسخوا المجلد كله، وابدؤوا من هناك." ;;
    *) echo "Only a part of the kit is here. Unpack the whole archive, or copy the whole folder, and start there." ;;
  esac
  ended 1
fi

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
  case $AFTERWAVE_STARTS_IN in
    es)
      none="afterwave necesita Python 3.11 o posterior, y no lo encuentra en este equipo."
      mac="Está en python.org (Downloads, macOS): abre el instalador y vuelve a empezar."
      again="Después, vuelve a empezar."
      ;;
    ar)
      none="يحتاج afterwave إلى Python 3.11 أو أحدث، ولا يجده على هذا الجهاز."
      mac="تجدونه في python.org: افتحوا Downloads ثم macOS، وشغّلوا برنامج التثبيت، ثم ابدؤوا من جديد."
      again="ثم ابدؤوا من جديد."
      ;;
    *)
      none="afterwave needs Python 3.11 or newer, and finds none on this machine."
      mac="Get it from python.org (Downloads, macOS), run the installer, and start this again."
      again="Then start this again."
      ;;
  esac
  echo "$none"
  case $(uname) in
    Darwin) echo "$mac" ;;
    *)
      echo "Debian, Ubuntu, Raspberry Pi OS:  sudo apt install python3 python3-venv"
      echo "Fedora:  sudo dnf install python3"
      echo "$again"
      ;;
  esac
  status=1
fi
ended "$status"
