/* A stand-in for the frozen program, to try the installer with where there is no Windows: says where it lies, ends with 0. */
#include <stdio.h>
#include <windows.h>

int main(void)
{
    char path[MAX_PATH];
    GetModuleFileNameA(NULL, path, sizeof path);
    puts(path);
    return 0;
}
