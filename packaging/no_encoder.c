/* Stands in for the HEVC encoder that libheif is linked with: Stylizer only reads HEIC files, and never asks for it.
   VERSION is the number in the name of the one function that libheif looks up. */

#define JOINED(a, b) a##b
#define NAMED(a, b) JOINED(a, b)

static const char nothing[] = "none";
static const void *table[256];

const void *NAMED(x265_api_get_, VERSION)(int depth)
{
    (void)depth;
    for (int slot = 0; slot < 256; slot++)
        table[slot] = nothing;
    return table;
}

void x265_cleanup(void) {}
