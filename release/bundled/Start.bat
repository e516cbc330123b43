@echo off
rem Opens afterwave out of this folder, which holds all that it needs.
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
if not exist "runtime\python.exe" goto notunpacked
runtime\python.exe -m afterwave %*
if "%ERRORLEVEL%"=="0" exit /b 0
goto failed

rem Arabic is not put in order in such a window, and no page lies here: one is written, letter by letter, and opened.
:nofolder
if "%AFTERWAVE_STARTS_IN%"=="es" echo No se puede abrir esta carpeta. Ponla en tu propio disco y vuelve a hacer doble clic.
if not "%AFTERWAVE_STARTS_IN%"=="es" echo This folder cannot be opened from here. Copy it to your own disk, and double-click again.
if "%AFTERWAVE_STARTS_IN%"=="ar" >"%TEMP%\afterwave.html" echo ^<!doctype html^>^<html lang=ar dir=rtl^>^<meta name=viewport content=width=device-width^>^<meta name=color-scheme content=light^>^<title^>afterwave^</title^>^<body style=margin:2rem;font-family:sans-serif;font-size:1.25rem;line-height:1.8^>^<p^>^&#1604;^&#1575; ^&#1610;^&#1605;^&#1603;^&#1606; ^&#1601;^&#1578;^&#1581; ^&#1607;^&#1584;^&#1575; ^&#1575;^&#1604;^&#1605;^&#1580;^&#1604;^&#1583; ^&#1605;^&#1606; ^&#1607;^&#1606;^&#1575;. ^&#1575;^&#1606;^&#1587;^&#1582;^&#1608;^&#1607; ^&#1573;^&#1604;^&#1609; ^&#1602;^&#1585;^&#1589;^&#1603;^&#1605;^&#1548; ^&#1579;^&#1605; ^&#1575;^&#1606;^&#1602;^&#1585;^&#1608;^&#1575; ^&#1606;^&#1602;^&#1585;^&#1611;^&#1575; ^&#1605;^&#1586;^&#1583;^&#1608;^&#1580;^&#1611;^&#1575; ^&#1605;^&#1606; ^&#1580;^&#1583;^&#1610;^&#1583;.^</p^>
goto shown

:notunpacked
if "%AFTERWAVE_STARTS_IN%"=="es" echo Falta una parte del programa. Primero extrae todo: clic derecho, Extraer todo. Luego haz doble clic en la carpeta nueva.
if not "%AFTERWAVE_STARTS_IN%"=="es" echo Only a part of the kit is here. First unpack the whole archive: right-click, Extract All. Then double-click in the new folder.
if "%AFTERWAVE_STARTS_IN%"=="ar" >"%TEMP%\afterwave.html" echo ^<!doctype html^>^<html lang=ar dir=rtl^>^<meta name=viewport content=width=device-width^>^<meta name=color-scheme content=light^>^<title^>afterwave^</title^>^<body style=margin:2rem;font-family:sans-serif;font-size:1.25rem;line-height:1.8^>^<p^>^&#1610;^&#1606;^&#1602;^&#1589; ^&#1580;^&#1586;^&#1569; ^&#1605;^&#1606; ^&#1575;^&#1604;^&#1576;^&#1585;^&#1606;^&#1575;^&#1605;^&#1580;. ^&#1575;^&#1587;^&#1578;^&#1582;^&#1585;^&#1580;^&#1608;^&#1575; ^&#1575;^&#1604;^&#1605;^&#1604;^&#1601; ^&#1603;^&#1604;^&#1607; ^&#1571;^&#1608;^&#1604;^&#1611;^&#1575;: ^&#1575;^&#1606;^&#1602;^&#1585;^&#1608;^&#1575; ^&#1593;^&#1604;^&#1610;^&#1607; ^&#1576;^&#1575;^&#1604;^&#1586;^&#1585; ^&#1575;^&#1604;^&#1571;^&#1610;^&#1605;^&#1606;^&#1548; ^&#1579;^&#1605; ^&#1575;^&#1582;^&#1578;^&#1575;^&#1585;^&#1608;^&#1575; ^&#171;^&#1575;^&#1587;^&#1578;^&#1582;^&#1585;^&#1575;^&#1580; ^&#1575;^&#1604;^&#1603;^&#1604;^&#187;. ^&#1576;^&#1593;^&#1583; ^&#1584;^&#1604;^&#1603; ^&#1575;^&#1576;^&#1583;^&#1572;^&#1608;^&#1575; ^&#1605;^&#1606; ^&#1575;^&#1604;^&#1605;^&#1580;^&#1604;^&#1583; ^&#1575;^&#1604;^&#1580;^&#1583;^&#1610;^&#1583; ^&#1576;^&#1606;^&#1602;^&#1585; ^&#1605;^&#1586;^&#1583;^&#1608;^&#1580;.^</p^>
goto shown

:shown
if "%AFTERWAVE_STARTS_IN%"=="ar" start "" "%TEMP%\afterwave.html"
goto failed

:failed
echo.
pause
if exist "%TEMP%\afterwave.html" del "%TEMP%\afterwave.html"
exit /b 1
