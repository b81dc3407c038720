#!/bin/bash
# Makes one file of the frozen tree that runs on any desktop Linux with a C library as new as that of Ubuntu 22.04.
#   appimage.sh TREE WORK OUT APPIMAGETOOL
# The tree lacks, on purpose, what the system has to bring (GL, X11, fonts): every desktop has that.
set -euo pipefail
tree=$1 work=$2 out=$3 tool=$4
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$here/../../stylizer_app/__init__.py")
id=org.stylizer.Stylizer
dir=$work/AppDir

rm -rf "$dir"
mkdir -p "$dir/usr/lib" "$dir/usr/share/applications" "$dir/usr/share/metainfo" "$dir/usr/share/icons/hicolor/256x256/apps"
cp -a "$tree" "$dir/usr/lib/stylizer"
# a menu entry without actions: they would name a folder that changes with every start
sed -e '/^Actions=/d' -e '/^\[Desktop Action/,$d' -e "s/@TYPES@/$(cd "$here/.." && python3 -c 'from making import names; print(";".join(names.OPENED_TYPES).replace("/", r"\/"))')/" \
    "$here/$id.desktop" >"$dir/$id.desktop"
cp "$dir/$id.desktop" "$dir/usr/share/applications/"
(cd "$here/.." && python3 -c 'import os; from making import desktop; print(desktop.metainfo(os.environ.get("GITHUB_REPOSITORY", "")), end="")') \
    >"$dir/usr/share/metainfo/$id.appdata.xml"
cp "$work/icons/stylizer-256.png" "$dir/$id.png"
cp "$work/icons/stylizer-256.png" "$dir/usr/share/icons/hicolor/256x256/apps/$id.png"
ln -sf "$id.png" "$dir/.DirIcon"
ln -sf usr/lib/stylizer/stylizer "$dir/AppRun"
ARCH=x86_64 VERSION=$version APPIMAGE_EXTRACT_AND_RUN=1 "$tool" --no-appstream "$dir" "$out/stylizer-$version-linux-x64.AppImage"
