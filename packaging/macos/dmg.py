"""How the disk image looks, as dmgbuild reads it: dmgbuild -s dmg.py -D app=Stylizer.app Stylizer out.dmg."""

application = defines["app"]  # noqa: F821 (given by dmgbuild)
files = [application]
symlinks = {"Applications": "/Applications"}
icon_locations = {"Stylizer.app": (150, 150), "Applications": (430, 150)}
window_rect = ((200, 200), (580, 340))
icon_size = 112
format = "ULFO"  # noqa: A001 (dmgbuild's name)
