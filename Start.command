#!/bin/sh
# A Mac's double click: opens a terminal, and in it afterwave.
script=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/start.sh
[ ! -f "$script" ] || exec sh "$script" "$@"
echo "Only a part of the kit is here. Unpack the whole archive, or copy the whole folder, and start there."
echo "Aquí solo está una parte del programa. Descomprime el archivo entero, o copia la carpeta entera, y empieza allí."
echo "لا يوجد هنا إلا جزء من البرنامج. فكّوا ضغط الملف كله، أو انسخوا المجلد كله، وابدؤوا من هناك."
exit 1
