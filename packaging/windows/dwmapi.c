/* A stand-in for dwmapi.dll: notes what Qt wants the title bars of windows to look like, which Wine does not draw.

   The file that it writes into is called STYLIZER_TITLE_BARS; a line tells a window's title, attribute and value. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#define CALLED(type, name, ...) __declspec(dllexport) type WINAPI name(__VA_ARGS__)

CALLED(HRESULT, DwmSetWindowAttribute, HWND window, DWORD attribute, const void *value, DWORD size)
{
    char title[64] = "";
    FILE *file = fopen(getenv("STYLIZER_TITLE_BARS"), "a");
    GetWindowTextA(window, title, sizeof title);
    if (file) {
        fprintf(file, "%s|%lu|%d\n", title, attribute, size == sizeof(BOOL) ? *(const BOOL *)value : -1);
        fclose(file);
    }
    return S_OK;
}

CALLED(HRESULT, DwmExtendFrameIntoClientArea, HWND window, const void *margins) { return S_OK; }
CALLED(HRESULT, DwmEnableBlurBehindWindow, HWND window, const void *blur) { return S_OK; }
CALLED(BOOL, DwmDefWindowProc, HWND window, UINT message, WPARAM w, LPARAM l, LRESULT *result) { return FALSE; }
