#!/bin/bash
# Installs a package in the bare system ROOT, starts it as an ordinary user, upgrades it, removes it, looks for leftovers.
# trial.sh ROOT PACKAGE NEWER RESULTS [DISPLAY]      (as root, in a mount namespace of its own: see making/deb_trial.py)
set -euo pipefail
ROOT=$1 PACKAGE=$2 NEWER=$3 RESULTS=$4 SCREEN=${5:-}
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin

step() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
inside() { chroot "$ROOT" "$@"; }
as_person() { chroot "$ROOT" setpriv --reuid=person --regid=person --init-groups env HOME=/home/person "$@"; }
installed_as() { inside dpkg-query -W -f '${Version}' stylizer; }

mount -t proc proc "$ROOT/proc"
mount --bind /dev "$ROOT/dev"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
cp -L /etc/resolv.conf "$ROOT/etc/resolv.conf" 2>/dev/null || true
cp "$PACKAGE" "$ROOT/tmp/stylizer.deb"
cp "$NEWER" "$ROOT/tmp/stylizer-newer.deb"
inside id person >/dev/null 2>&1 || inside useradd --create-home --shell /bin/bash person

inside apt-get -qq update
before=$(inside sh -c 'dpkg-query -W | wc -l')
inside apt-get -qq -y --no-install-recommends install /tmp/stylizer.deb >"$RESULTS/install.txt" 2>&1 ||
    { tail -20 "$RESULTS/install.txt"; exit 1; }
step "installed, with $(($(inside sh -c 'dpkg-query -W | wc -l') - before - 1)) packages that it depends on"
inside dpkg-query -L stylizer >"$RESULTS/files.txt"

missing=$(inside sh -c 'find /usr/lib/stylizer -type f \( -name "*.so*" -o -name stylizer \) -exec env LD_LIBRARY_PATH=/usr/lib/stylizer/_internal ldd {} + 2>/dev/null' | grep 'not found' | sort -u || true)
[ -z "$missing" ] || { echo "Libraries are missing: $missing"; exit 1; }
step "every library finds what it needs"

as_person sh -c 'cd && QT_QPA_PLATFORM=offscreen stylizer --selftest report.json' || { cat "$ROOT/home/person/report.json"; exit 1; }
cp "$ROOT/home/person/report.json" "$RESULTS/report.json"
step "self-test passed without a screen"

as_person sh -c 'cd && stylizer styles >styles.txt && stylizer paint /usr/lib/stylizer/_internal/stylizer_app/examples/still-life.jpg \
    --style watercolour --size 200 --quiet -o painted.jpg'
grep -q woodcut "$ROOT/home/person/styles.txt"
[ -s "$ROOT/home/person/painted.jpg" ]
step "painted from the command line"

if [ -n "$SCREEN" ]; then
    mkdir -p "$ROOT/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$ROOT/tmp/.X11-unix"
    as_person sh -c "cd && DISPLAY=$SCREEN QT_QPA_PLATFORM=xcb stylizer --selftest screen.json" || { cat "$ROOT/home/person/screen.json"; exit 1; }
    cp "$ROOT/home/person/screen.json" "$RESULTS/screen.json"
    rm -rf "$ROOT"/home/person/.config "$ROOT"/home/person/.local "$ROOT"/home/person/.cache
    (exec chroot "$ROOT" setpriv --reuid=person --regid=person --init-groups env HOME=/home/person DISPLAY="$SCREEN" \
        QT_QPA_PLATFORM=xcb stylizer -- /usr/lib/stylizer/_internal/stylizer_app/examples/landscape.jpg) &
    window=$!
    sleep "${STYLIZER_TRIAL_WAIT:-12}"
    cp "${STYLIZER_TRIAL_FRAME:-/dev/null}" "$RESULTS/screen.xwd" || true
    kill "$window"
    wait "$window" || true
    step "opened its window on a screen"
fi

old=$(installed_as)
inside apt-get -qq -y --no-install-recommends install /tmp/stylizer-newer.deb >"$RESULTS/upgrade.txt" 2>&1
[ "$old" != "$(installed_as)" ]
as_person sh -c 'cd && stylizer --version'
step "upgraded from $old to $(installed_as)"

inside apt-get -qq -y purge stylizer >"$RESULTS/remove.txt" 2>&1
left=$(inside find / -xdev -iname '*stylizer*' -not -path '/home/*' -not -path '/var/log/*' -not -path '/var/cache/apt/*' -not -path '/proc/*' -not -path '/tmp/*')
[ -z "$left" ] || { echo "Left behind: $left"; exit 1; }
step "removed without leftovers"
