#!/bin/bash
# Puts the certificate for signing (MAC_CERTIFICATE: a .p12 in base64, MAC_CERTIFICATE_PASSWORD) where codesign finds it.
set -euo pipefail
if [ -z "${MAC_CERTIFICATE:-}" ]; then
    echo "No certificate: the program gets an ad-hoc signature."
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
word=$(uuidgen)
printf '%s' "$MAC_CERTIFICATE" | base64 --decode >"$folder/certificate.p12"
security create-keychain -p "$word" build.keychain
security set-keychain-settings -lut 3600 build.keychain
security unlock-keychain -p "$word" build.keychain
security import "$folder/certificate.p12" -k build.keychain -P "${MAC_CERTIFICATE_PASSWORD:-}" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$word" build.keychain >/dev/null
security list-keychains -d user -s build.keychain login.keychain
