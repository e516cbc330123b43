@echo off
rem Opens afterwave out of this folder, which holds all that it needs.
setlocal EnableExtensions DisableDelayedExpansion
title afterwave
pushd "%~dp0"
if errorlevel 1 goto failed
if not exist "runtime\python.exe" goto notunpacked
runtime\python.exe -m afterwave %*
if "%ERRORLEVEL%"=="0" exit /b 0
goto failed

:notunpacked
echo Only a part of the kit is here. First unpack the whole archive: right-click, Extract All. Then double-click in the new folder.
echo Falta una parte del programa. Primero extrae todo: clic derecho, Extraer todo. Luego haz doble clic en la carpeta nueva.
goto failed

:failed
echo.
pause
exit /b 1
