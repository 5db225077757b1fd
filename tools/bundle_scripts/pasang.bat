@echo off
rem Memasang lkj-audit dari folder ini, tanpa jaringan. Pemakaian: klik dua kali, atau pasang.bat FOLDER
setlocal
set "here=%~dp0"
set "target=%~1"
if "%target%"=="" set "target=%LOCALAPPDATA%\lkj-audit"
set "python="
for %%v in (3.13 3.12 3.11) do if not defined python py -%%v -c "" >nul 2>nul && set "python=py -%%v"
if not defined python (
    echo Python 3.11, 3.12, atau 3.13 tidak ditemukan. Pasanglah salah satunya, lalu jalankan skrip ini lagi.
    goto failed
)
echo Memasang ke %target% ...
%python% -m venv "%target%" || goto failed
"%target%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%here%wheels" lkj-audit || goto failed
"%target%\Scripts\lkj.exe" --version || goto failed
echo Selesai. Perintah berikutnya: "%target%\Scripts\lkj.exe" audit laporan.pdf
pause
exit /b 0
:failed
echo Pemasangan gagal.
pause
exit /b 1
