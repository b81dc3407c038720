; The Windows installer: for the person who runs it, without administrator's rights, and taken away without a trace.
;   makensis -DVERSION=... -DNUMBERS=a.b.c.d -DPAYLOAD=folder -DTYPES=types.nsh -DUNTYPES=untypes.nsh -DUNLIST=unlist.nsh
;            -DICON=stylizer.ico -DOUT=setup.exe stylizer.nsi
; Silent: setup.exe /S [/D=C:\folder]. An older version in the same place is replaced.

Unicode true
!ifdef AMD64
  Target amd64-unicode
!endif
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define APP "Stylizer"
!define WINDOW "stylizer-window.exe"
!define CONSOLE "stylizer.exe"
!define OWN "Software\Stylizer"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Stylizer"
!define OPENS "Software\Classes\Applications\${WINDOW}"
!define DOCUMENT "Stylizer.Picture"

Name "${APP}"
OutFile "${OUT}"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "${OWN}" "InstallDir"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${APP}"
VIAddVersionKey FileDescription "${APP} Setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Italian"

LangString Required ${LANG_ENGLISH} "Stylizer (required)"
LangString Required ${LANG_ITALIAN} "Stylizer (necessario)"
LangString OnDesktop ${LANG_ENGLISH} "Shortcut on the desktop"
LangString OnDesktop ${LANG_ITALIAN} "Collegamento sul desktop"

LangString Paints ${LANG_ENGLISH} "Paint photographs in the style of paintings"
LangString Paints ${LANG_ITALIAN} "Dipingi fotografie nello stile dei quadri"
LangString Picture ${LANG_ENGLISH} "Picture"
LangString Picture ${LANG_ITALIAN} "Immagine"

LangString Running ${LANG_ENGLISH} "Stylizer is running. Please close it, and try again."
LangString Running ${LANG_ITALIAN} "Stylizer è in esecuzione. Chiudilo e riprova."

!macro Shortcut FOLDER
  CreateShortcut "${FOLDER}\${APP}.lnk" "$INSTDIR\${WINDOW}" "" "$INSTDIR\${WINDOW}" 0 SW_SHOWNORMAL "" "$(Paints)"
!macroend

!macro Opens KEY
  WriteRegStr HKCU "${KEY}\DefaultIcon" "" "$INSTDIR\${WINDOW},1"
  WriteRegStr HKCU "${KEY}\shell\open\command" "" '"$INSTDIR\${WINDOW}" -- "%1"'
!macroend

; a program that runs cannot be written to; half of one version beside half of another would be worse than stopping
!macro StopIfRuns FILE
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${FILE}"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY +2
    Abort "$(Running)"
  ${Loop}
!macroend

Section "$(Required)" Main
  SectionIn RO
  SetRegView 64
  !insertmacro StopIfRuns "${WINDOW}"
  !insertmacro StopIfRuns "${CONSOLE}"
  ; what an older version put here goes first, so that nothing of it stays behind between the new files
  ReadRegStr $0 HKCU "${REMOVAL}" "InstallLocation"
  ${If} $0 == $INSTDIR
  ${AndIf} ${FileExists} "$INSTDIR\uninstall.exe"
    InitPluginsDir
    CopyFiles /SILENT "$INSTDIR\uninstall.exe" "$PLUGINSDIR\older.exe"
    ExecWait '"$PLUGINSDIR\older.exe" /S _?=$INSTDIR'
  ${EndIf}
  SetOutPath "$INSTDIR"
  SetOverwrite on
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro Shortcut "$SMPROGRAMS"
  WriteRegStr HKCU "${OWN}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${REMOVAL}" "Publisher" "Stylizer contributors"
  WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${REMOVAL}" "EstimatedSize" "$0"
  ; "Open with" for pictures; what opens them by default stays as it is
  WriteRegStr HKCU "${OPENS}" "FriendlyAppName" "${APP}"
  !insertmacro Opens "${OPENS}"
  ; what a picture is for those who let Stylizer open it always: the second icon in the program
  WriteRegStr HKCU "Software\Classes\${DOCUMENT}" "" "$(Picture)"
  !insertmacro Opens "Software\Classes\${DOCUMENT}"
  !include "${TYPES}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section /o "$(OnDesktop)" OnDesk
  !insertmacro Shortcut "$DESKTOP"
SectionEnd

Section "Uninstall"
  SetRegView 64
  !insertmacro StopIfRuns "${WINDOW}"
  !insertmacro StopIfRuns "${CONSOLE}"
  !include "${UNLIST}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  !include "${UNTYPES}"
  DeleteRegKey HKCU "${REMOVAL}"
  DeleteRegKey HKCU "${OWN}"
  DeleteRegKey HKCU "${OPENS}"
  DeleteRegKey HKCU "Software\Classes\${DOCUMENT}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
