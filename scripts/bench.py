"""Measure the program: ``engine`` against its peers, ``ui`` for the window; interleaved, as ratios."""

from __future__ import annotations

import argparse
import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    """Run the measurement named on the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    engine = verbs.add_parser("engine", help="seconds per megapixel and memory of the engine and its peers")
    engine.add_argument("--megapixels", type=float, nargs="+", default=[1, 12], help="sizes to paint (default: 1 12)")
    engine.add_argument("--rounds", type=int, default=3, help="interleaved rounds; medians are shown (default: 3)")
    engine.add_argument("--packs", nargs="+", default=["builtin"], help="ids or folders of packs (default: builtin)")
    engine.add_argument("--memory", default=None, help="memory budget for the packs, for example 1GB")
    engine.add_argument("--savedmodel", type=Path, help="Magenta's SavedModel, to be run by TensorFlow at 1 MP")
    engine.add_argument("--tflite", type=Path, help="Magenta's style_transfer .tflite, to be run by LiteRT at 1 MP")
    engine.add_argument("--onnx", type=Path, nargs="+", default=[], help="plain tf2onnx transformers, run at 1 MP")
    engine.add_argument("--python", type=Path, default=Path(sys.executable), help="interpreter that has the peers")
    engine.add_argument("--markdown", type=Path, help="write the table to this file as well")
    ui = verbs.add_parser("ui", help="how fast the window answers")
    ui.add_argument("rest", nargs=argparse.REMAINDER, help="passed on")
    args = parser.parse_args()
    if args.verb == "ui":
        script = Path(__file__).with_name("bench_ui.py")
        sys.argv = [str(script), *args.rest]
        runpy.run_path(str(script), run_name="__main__")
        return 0
    from scripts.benchmarks.engine import measure

    return measure(args)


if __name__ == "__main__":
    sys.exit(main())
