/* A stand-in for Windows' own ICU (icuuc.dll, Windows 10 1703 and later), which Wine lacks and Qt is linked with.

   Qt asks it for text codecs other than its own: it is told that there are none. */
#define CALLED(type, name, ...) __declspec(dllexport) type name(__VA_ARGS__)

enum { FILE_ACCESS_ERROR = 4, UNSUPPORTED_ERROR = 16 };

static void set(int *error, int code)
{
    if (error)
        *error = code;
}

CALLED(void *, ucnv_open, const char *name, int *error) { set(error, FILE_ACCESS_ERROR); return 0; }
CALLED(const char *, ucnv_getName, const void *codec, int *error) { set(error, UNSUPPORTED_ERROR); return 0; }
CALLED(int, ucnv_toUCountPending, const void *codec, int *error) { set(error, UNSUPPORTED_ERROR); return 0; }
CALLED(int, ucnv_fromUCountPending, const void *codec, int *error) { set(error, UNSUPPORTED_ERROR); return 0; }
CALLED(const char *, ucnv_getStandardName, const char *name, const char *standard, int *error)
{
    set(error, UNSUPPORTED_ERROR);
    return 0;
}
CALLED(signed char, ucnv_getMaxCharSize, const void *codec) { return 4; }
CALLED(const char *, ucnv_getAvailableName, int number) { return 0; }
CALLED(int, ucnv_countAvailable, void) { return 0; }

#define NOTHING(name) CALLED(void, name, void) {}
NOTHING(ucnv_close)
NOTHING(ucnv_reset)
NOTHING(ucnv_toUnicode)
NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_setFromUCallBack)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
