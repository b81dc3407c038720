"""Train, judge and export the built-in networks: prepare, train, evaluate, export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 when all went well."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (FileNotFoundError, RuntimeError, ValueError) as problem:
        print(f"train_builtin: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_builtin.py", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    train = verbs.add_parser("train", help="train, or go on with, a run")
    train.set_defaults(run=_train)
    train.add_argument("--out", type=Path, required=True, help="folder of the run; an unfinished run in it is resumed")
    train.add_argument("--teacher", type=Path, required=True, help="folder that `prepare` made")
    train.add_argument("--corpus", type=Path, required=True, help="folder with index.csv and the pictures")
    train.add_argument("--stage", choices=["transformer", "encoder", "joint"], default="joint")
    train.add_argument(
        "--start", type=Path, action="append", default=[], help="checkpoint to start from (may be given twice)"
    )
    train.add_argument("--hours", type=float, default=1.0)
    train.add_argument("--rate", type=float, default=6e-4, help="highest learning rate")
    train.add_argument("--features", type=float, default=0.45, help="weight of the style that the predictor sees")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    train.add_argument("--threads", type=int, default=2)
    train.add_argument("--workers", type=int, default=1, help="threads that make samples")
    return parser


def _train(options: argparse.Namespace) -> None:
    from scripts.training.run import train

    train(options)


if __name__ == "__main__":
    sys.exit(main())
