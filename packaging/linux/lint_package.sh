#!/bin/bash
# Desktop entry, metainfo and the package itself, by desktop-file-validate, appstreamcli and lintian of a clean Debian.
# Expects the checkout in /checkout, as container.sh does.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq -y --no-install-recommends install python3 desktop-file-utils appstream lintian >/dev/null
cd /checkout/packaging
python3 -B -c 'import pathlib; from making import deb_trial
for package in pathlib.Path("../dist").glob("*.deb"): deb_trial.lint(package)'
