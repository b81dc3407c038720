"""Measure the program: ``engine`` with its peers, ``sizes``, ``edges``, ``copies``, ``device``, ``sheet``, ``many``,
``series``, ``video``, ``ui``.
"""

from __future__ import annotations

import argparse
import runpy
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    """Run the measurement named on the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    peers = commands.add_parser("engine", help="seconds per megapixel and memory of the engine and its peers")
    peers.add_argument("--megapixels", type=float, nargs="+", default=[1, 12], help="sizes to paint (default: 1 12)")
    peers.add_argument("--rounds", type=int, default=3, help="interleaved rounds; medians are shown (default: 3)")
    peers.add_argument("--packs", nargs="+", default=["builtin"], help="ids or folders of packs (default: builtin)")
    peers.add_argument("--memory", default=None, help="memory budget for the packs, for example 1GB")
    peers.add_argument("--device", nargs="+", default=["cpu"], help="devices for the packs, compared (default: cpu)")
    peers.add_argument("--savedmodel", type=Path, help="Magenta's SavedModel, to be run by TensorFlow at 1 MP")
    peers.add_argument("--tflite", type=Path, help="Magenta's style_transfer .tflite, to be run by LiteRT at 1 MP")
    peers.add_argument("--onnx", type=Path, nargs="+", default=[], help="plain tf2onnx transformers, run at 1 MP")
    peers.add_argument("--python", type=Path, default=Path(sys.executable), help="interpreter that has the peers")
    peers.add_argument("--markdown", type=Path, help="write the table to this file as well")
    alike = commands.add_parser("copies", help="12 megapixels painted and reduced against 1 megapixel painted")
    alike.add_argument("photos", nargs="+", help="photos of any size; copies of both sizes are made of them")
    alike.add_argument("--styles", nargs="+", required=True, help="names of looks, or paintings")
    sizes = commands.add_parser("sizes", help="seconds per megapixel and memory from small pictures to large ones")
    large = [2, 4, 8, 11, 12, 16, 21, 24, 33, 50, 100]
    sizes.add_argument("--megapixels", type=float, nargs="+", default=large, help="sizes to paint (default: 2 to 100)")
    sizes.add_argument("--rounds", type=int, default=1, help="interleaved rounds; medians are shown (default: 1)")
    sizes.add_argument("--pack", default="builtin", help="id or folder of a pack (default: builtin)")
    sizes.add_argument("--device", default="cpu", help="as for stylizer paint (default: cpu)")
    sizes.add_argument("--memory", default=None, help="memory budget, for example 700MB")
    edges = commands.add_parser(
        "edges", help="at full size: the photo's edges in the painting, and the network's weave"
    )
    edges.add_argument("photos", nargs="+", help="photos, painted at their own size")
    edges.add_argument("--styles", nargs="+", required=True, help="names of looks, or paintings")
    edges.add_argument("--pack", default="builtin", help="id of a pack (default: builtin)")
    edges.add_argument("--detail", type=float, default=None, help="as for stylizer paint (default: the usual)")
    card = commands.add_parser("device", help="a device against the CPU and its own ceiling, in both precisions")
    card.add_argument("--device", default="auto", help="as for stylizer paint (default: auto)")
    card.add_argument("--pack", default="builtin", help="id or folder of a pack (default: builtin)")
    card.add_argument("--megapixels", type=float, default=24, help="the picture's size (default: 24)")
    card.add_argument("--side", type=int, default=4096, help="rows of the matrices whose product is the ceiling")
    sheet = commands.add_parser("sheet", help="a sheet of all looks against the bare network runs that it takes")
    sheet.add_argument("--megapixels", type=float, default=12, help="the photo's size (default: 12)")
    sheet.add_argument("--size", type=int, default=512, help="long side of each picture (default: 512)")
    sheet.add_argument("--rounds", type=int, default=3, help="interleaved rounds; medians are shown (default: 3)")
    many = commands.add_parser(
        "many", help="many pictures from files to files against painting alone; memory and files"
    )
    many.add_argument("photos", nargs="+", help="photos of any size, of which JPEG files of one size are made")
    many.add_argument("--count", type=int, default=50, help="pictures (default: 50)")
    many.add_argument("--megapixels", type=float, default=12, help="their size (default: 12)")
    many.add_argument("--style", default="woodcut", help="name of a look, or a painting (default: woodcut)")
    many.add_argument("--device", default="cpu", help="as for stylizer paint (default: cpu)")
    _add_pans(commands)
    ui = commands.add_parser("ui", help="how fast the window answers")
    ui.add_argument("rest", nargs=argparse.REMAINDER, help="passed on")
    args = parser.parse_args()
    if args.command == "ui":
        script = Path(__file__).with_name("bench_ui.py")
        sys.argv = [str(script), *args.rest]
        runpy.run_path(str(script), run_name="__main__")
        return 0
    measure: Callable[[argparse.Namespace], int] = import_module(f"scripts.benchmarks.{args.command}").measure
    return measure(args)


def _add_pans(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    series = commands.add_parser("series", help="how much frames of a pan flicker, each by itself and by one hand")
    series.add_argument("photo", help="a photo of at least 960 x 360 pixels")
    series.add_argument("--styles", nargs="+", required=True, help="names of looks, or paintings")
    series.add_argument("--steps", type=int, nargs="+", default=[8, 11], help="pixels from frame to frame")
    series.add_argument("--sides", type=int, nargs="+", default=[64, 160], help="sides of the patch in pixels")
    series.add_argument("--device", default="cpu", help="as for stylizer paint (default: cpu)")
    video = commands.add_parser("video", help="how steady a painted clip is, a pan over a photo")
    video.add_argument("photos", nargs="+", help="photos that the pan is made of")
    video.add_argument("--styles", nargs="+", default=["starry-night"], help="names of looks, or paintings")
    video.add_argument("--seconds", type=float, default=5, help="of the pan (default: 5)")


if __name__ == "__main__":
    sys.exit(main())
