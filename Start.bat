@echo off
rem Opens afterwave: finds a Python, sets the kit up in this folder the first time, and starts it. Nothing is installed elsewhere.
rem Inside the folder only relative paths are used: a blank, an accent, an ampersand or a percent sign in its own path is never read again.
setlocal EnableExtensions DisableDelayedExpansion
title afterwave

rem The language that Windows speaks: that of its formats, unless one was chosen for its words.
set "SPOKEN=en"
for /f "tokens=3" %%L in ('reg query "HKCU\Control Panel\International" /v LocaleName 2^>nul') do set "SPOKEN=%%L"
for /f "tokens=3" %%L in ('reg query "HKCU\Control Panel\Desktop\MuiCached" /v MachinePreferredUILanguages 2^>nul') do set "SPOKEN=%%L"
for /f "tokens=3" %%L in ('reg query "HKCU\Control Panel\Desktop" /v PreferredUILanguages 2^>nul') do set "SPOKEN=%%L"
if not defined AFTERWAVE_LANGUAGE set "AFTERWAVE_STARTS_IN=%SPOKEN:~0,2%"
if defined AFTERWAVE_LANGUAGE set "AFTERWAVE_STARTS_IN=%AFTERWAVE_LANGUAGE:~0,2%"

pushd "%~dp0"
if errorlevel 1 goto nofolder
if not exist "share\start\start.py" goto notunpacked
set "FOUND="

py -3 -I share\start\start.py --fits >nul 2>nul
if "%ERRORLEVEL%"=="0" goto withpy
python -I share\start\start.py --fits >nul 2>nul
if "%ERRORLEVEL%"=="0" goto withpython
for /d %%D in ("%LOCALAPPDATA%\Programs\Python\Python3*" "%ProgramFiles%\Python3*") do if exist "%%~D\python.exe" "%%~D\python.exe" -I share\start\start.py --fits >nul 2>nul && set "FOUND=%%~D\python.exe"
if defined FOUND goto withfound

rem Spanish is written as it is once the window reads UTF-8. Arabic is not put in order in such a window: the page that opens has it, and the way.
if exist "share\start\python.%AFTERWAVE_STARTS_IN%.txt" chcp 65001 >nul
if exist "share\start\python.%AFTERWAVE_STARTS_IN%.txt" type "share\start\python.%AFTERWAVE_STARTS_IN%.txt"
if "%AFTERWAVE_STARTS_IN%"=="es" goto page
echo afterwave needs Python 3.11 or newer, and finds none on this machine.
echo Get it from python.org: Downloads, Windows. Run the installer; "Install Now" is enough.
echo Then double-click this again.
:page
start "" "share\start\python.html"
goto failed

:withpy
py -3 -I share\start\start.py %*
goto ended

:withpython
python -I share\start\start.py %*
goto ended

:withfound
"%FOUND%" -I share\start\start.py %*
goto ended

:ended
if "%ERRORLEVEL%"=="0" exit /b 0
goto failed

:nofolder
if "%AFTERWAVE_STARTS_IN%"=="es" echo No se puede abrir esta carpeta. Ponla en tu propio disco y vuelve a hacer doble clic.
if not "%AFTERWAVE_STARTS_IN%"=="es" echo This folder cannot be opened from here. Copy it to your own disk, and double-click again.
goto failed

:notunpacked
if "%AFTERWAVE_STARTS_IN%"=="es" echo Falta una parte del programa. Primero extrae todo: clic derecho, Extraer todo. Luego haz doble clic en la carpeta nueva.
if not "%AFTERWAVE_STARTS_IN%"=="es" echo Only a part of the kit is here. First unpack the whole archive: right-click, Extract All. Then double-click in the new folder.
goto failed

:failed
echo.
pause
exit /b 1
