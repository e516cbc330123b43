#!/bin/sh
# Opens afterwave out of this folder, which holds all that it needs.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
if [ -x "$here/runtime/python" ]; then
  "$here/runtime/python" -m afterwave "$@"
  status=$?
else
  status=1
  echo "Only a part of the kit is here. Unpack the whole archive, or copy the whole folder, and start there."
  echo "Aquí solo está una parte del programa." \
    "Descomprime el archivo entero, o copia la carpeta entera, y empieza allí."
  echo "لا يوجد هنا إلا جزء من البرنامج. فكّوا ضغط الملف كله، أو انسخوا المجلد كله، وابدؤوا من هناك."
fi
# A window that was opened for this closes with it: leave time to read.
if [ "$status" -ne 0 ] && [ -t 0 ] && [ -t 1 ]; then read -r _ || :; fi
exit "$status"
