@echo off
rem Opens afterwave: finds a Python, sets the kit up in this folder the first time, and starts it. Nothing is installed elsewhere.
rem Inside the folder only relative paths are used: a blank, an accent, an ampersand or a percent sign in its own path is never read again.
setlocal EnableExtensions DisableDelayedExpansion
title afterwave
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

echo afterwave needs Python 3.11 or newer, and finds none on this machine.
echo Get it from python.org: Downloads, Windows. Run the installer; "Install Now" is enough.
echo Then double-click this again.
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
echo This folder cannot be opened from here. Copy it to your own disk, and double-click again.
goto failed

:notunpacked
echo Only a part of the kit is here. Unpack the whole archive first (right-click, Extract All), and double-click in the new folder.
goto failed

:failed
echo.
pause
exit /b 1
