#!/bin/bash
# Signs Stylizer.app and its parts, and has Apple check it when the secrets for that are there.
#   sign.sh Stylizer.app
# MAC_IDENTITY             "Developer ID Application: ..."; without it the whole bundle gets an ad-hoc signature: it starts after
#                          "Open Anyway" in the system settings, while a bundle with a broken one is called damaged
# APPLE_ID, APPLE_TEAM_ID, APPLE_APP_PASSWORD          for notarization
set -euo pipefail
app=$1
here=$(cd "$(dirname "$0")" && pwd)

sign() {
    if [ -n "${MAC_IDENTITY:-}" ]; then
        codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$MAC_IDENTITY" "$@"
    else
        codesign --force --sign - "$@"
    fi
}

# from the inside out: a signature covers what lies in the bundle at that moment
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) -print0 | while IFS= read -r -d '' file; do
    if file -b "$file" | grep -q 'Mach-O'; then sign "$file"; fi
done
find "$app/Contents" -depth -type d -name '*.framework' -print0 | while IFS= read -r -d '' framework; do sign "$framework"; done
sign "$app"
codesign --verify --deep --strict --verbose=2 "$app"

if [ -n "${MAC_IDENTITY:-}" ] && [ -n "${APPLE_ID:-}" ]; then
    python3 "$here/notarize.py" "$app"
fi
