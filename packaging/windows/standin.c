/* A stand-in for the frozen program, to try the installer with where there is no Windows: says where it lies, ends with 0;
   given any argument, first stays for as many seconds. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

int main(int count, char **words)
{
    char path[MAX_PATH];
    GetModuleFileNameA(NULL, path, sizeof path);
    puts(path);
    fflush(stdout);
    if (count > 1)
        Sleep(1000 * atoi(words[1]));
    return 0;
}
