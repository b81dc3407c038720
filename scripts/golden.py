"""Paint the golden pictures anew: one small painting per look, which the tests compare with."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from stylizer_app.adjustments import Adjustments  # noqa: E402
from stylizer_app.choices.styles import StarterStyle, starter_styles  # noqa: E402
from stylizer_app.engine.packs.library import PackLibrary  # noqa: E402
from stylizer_app.engine.pipeline import Painter  # noqa: E402
from stylizer_app.engine.request import PaintRequest, WeightedStyle  # noqa: E402
from stylizer_app.imaging.colour import to_samples  # noqa: E402
from stylizer_app.imaging.decode import decode  # noqa: E402
from stylizer_app.imaging.encode import encode  # noqa: E402
from stylizer_app.imaging.picture import Picture  # noqa: E402
from stylizer_app.imaging.resize import resize_float  # noqa: E402
from stylizer_app.system.paths import examples_dir  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"
BRUSH = 72


def golden_photo() -> Picture:
    """The example landscape, small, without anything but its pixels."""
    photo = decode(examples_dir() / "landscape.jpg")
    return Picture(to_samples(resize_float(photo.rgb, photo.size.with_long_side(240)), 8))


def golden_request(look: StarterStyle) -> PaintRequest:
    """What is painted for a look with the shipped pack: two octaves and the enlargement."""
    return PaintRequest(golden_photo(), (WeightedStyle(look.look),), Adjustments(brush=BRUSH), device="cpu")


def main() -> None:
    """Paint every look and replace the golden pictures."""
    GOLDEN.mkdir(exist_ok=True)
    looks = starter_styles()
    for old in {path.stem for path in GOLDEN.glob("*.png")} - {look.name for look in looks}:
        (GOLDEN / f"{old}.png").unlink()
    painter = Painter(PackLibrary())
    for look in looks:
        painted = painter.paint(golden_request(look)).picture
        print(encode(painted, GOLDEN / f"{look.name}.png", overwrite="replace"))


if __name__ == "__main__":
    main()
