# Installs silently, lets the program test itself, installs again over it, removes, looks for leftovers: trial.ps1 SETUP
param([Parameter(Mandatory)] [string] $Setup)
$ErrorActionPreference = 'Stop'
$place = "$env:LOCALAPPDATA\Programs\Stylizer"
$removal = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Stylizer'
$document = 'HKCU:\Software\Classes\Stylizer.Picture'
$menu = "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\Stylizer.lnk"

function Start-AndWait([string] $File, [string[]] $Words) {
    $done = Start-Process -Wait -PassThru -FilePath $File -ArgumentList $Words
    if ($done.ExitCode -ne 0) { throw "$File ended with $($done.ExitCode)" }
}

function Test-Program {
    $report = "$env:RUNNER_TEMP\report.json"
    try { Start-AndWait "$place\stylizer-window.exe" @('--selftest', $report) } finally { Get-Content $report }
}

Start-AndWait $Setup @('/S')
foreach ($needed in $removal, $menu, $document, "$place\stylizer-window.exe", "$place\stylizer.exe") {
    if (-not (Test-Path $needed)) { throw "$needed is not there" }
}
$env:QT_QPA_PLATFORM = 'offscreen'
Test-Program
Remove-Item Env:QT_QPA_PLATFORM
Test-Program                                    # and on the runner's own screen
& "$place\stylizer.exe" paint "$place\_internal\stylizer_app\examples\landscape.jpg" --style charcoal --size 200 -o "$env:RUNNER_TEMP\painted.jpg"
if ($LASTEXITCODE -ne 0) { throw 'painting from the console failed' }
& "$place\stylizer.exe" devices

'mine' | Set-Content "$place\of the person.txt"
Start-AndWait $Setup @('/S')
Test-Program

Start-AndWait "$place\uninstall.exe" @('/S', "_?=$place")
Remove-Item "$place\uninstall.exe" -ErrorAction SilentlyContinue
$left = Get-ChildItem -Recurse -File $place | Where-Object Name -ne 'of the person.txt'
if ($left) { throw "left behind: $left" }
if (-not (Test-Path "$place\of the person.txt")) { throw 'a file of the person was removed' }
foreach ($gone in $removal, $menu, 'HKCU:\Software\Stylizer', 'HKCU:\Software\Classes\Applications\stylizer-window.exe', $document) {
    if (Test-Path $gone) { throw "$gone is still there" }
}
'Installed, tested, upgraded, removed.'
