#!/bin/bash
# Installs the package in a clean container, tests it as an ordinary user, removes it. Expects the checkout in /checkout and a
# folder for the report in /results; releases run it with docker (see .github/workflows/release.yml).
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq -y --no-install-recommends install /checkout/dist/stylizer-*.deb >/dev/null
useradd --create-home person
setpriv --reuid=person --regid=person --init-groups env HOME=/home/person QT_QPA_PLATFORM=offscreen \
    stylizer --selftest /home/person/report.json || { cat /home/person/report.json; exit 1; }
. /etc/os-release
cp /home/person/report.json "/results/selftest-$ID-$VERSION_ID.json"
apt-get -qq -y purge stylizer >/dev/null
left=$(find / -xdev -iname '*stylizer*' -not -path '/home/*' -not -path '/proc/*' -not -path '/checkout/*' -not -path '/results/*' -not -path '/var/log/*')
[ -z "$left" ] || { echo "Left behind: $left"; exit 1; }
echo "$PRETTY_NAME: installed, tested, removed"
