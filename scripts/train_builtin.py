"""Train, judge and export the built-in networks: prepare, train, evaluate, compare, export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
if str(REPOSITORY) not in sys.path:
    sys.path.insert(0, str(REPOSITORY))

from scripts.training.config import TRAINED, Phase  # noqa: E402 (the path has to be set first)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 with one line on stderr when not."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (OSError, RuntimeError, ValueError) as problem:
        print(f"train_builtin: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="train_builtin.py", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    for add in (_add_prepare, _add_train, _add_evaluate, _add_compare, _add_export):
        add(actions)
    return parser


def _add_prepare(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    action = actions.add_parser("prepare", help="turn the teacher's TFLite pair into ONNX (needs the extra `convert`)")
    action.set_defaults(run=_prepare)
    action.add_argument("--source", type=Path, required=True, help="folder with Magenta's two .tflite files")
    action.add_argument("--out", type=Path, required=True, help="folder for the teacher's ONNX files")


def _add_train(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What is not typed is as scripts/training/config.py has it for the stage."""
    action = actions.add_parser("train", help="train, or go on with, a run (needs the extra `train`)")
    action.set_defaults(run=_train)
    action.add_argument("--stage", choices=[*TRAINED], required=True)
    action.add_argument("--out", type=Path, required=True, help="folder of the run; a run in it is resumed")
    action.add_argument("--corpus", type=Path, help="folder with index.csv and the pictures")
    action.add_argument("--paintings", type=Path, help="stage paintings: folder with those that are not in the corpus")
    action.add_argument("--looks", type=Path, dest="looks_file", help="stage paintings: other looks than looks.toml's")
    action.add_argument("--teacher", type=Path, help="the other stages: folder that `prepare` made")
    action.add_argument(
        "--start",
        type=Path,
        action="append",
        default=[],
        help="pack, or checkpoint of which is taken over what its own stage trained; may be repeated",
    )
    action.add_argument(
        "--only",
        metavar="LOOK",
        action="append",
        help="teach this look and change nothing else; may be repeated",
    )
    action.add_argument(
        "--steep-from",
        metavar="LOOK",
        help="teach mostly even ways, first of all from this look, from which those to the others are too steep",
    )
    action.add_argument("--hours", type=float, help="length of the run; the learning rate follows it")
    action.add_argument("--rate", type=float, dest="learning_rate", help="highest learning rate")
    action.add_argument("--ema", type=float, help="decay of the averaged networks per step")
    action.add_argument("--channels", type=int, help="stage paintings: of the transformer's trunk")
    action.add_argument("--features", type=float, help="weight of the style as the teacher sees it")
    action.add_argument(
        "--phase", type=_phase, action="append", dest="phases", help="START:CROP:BATCH; may be repeated"
    )
    action.add_argument(
        "--own", type=float, dest="own_vector_share", help="share of batches with the student's vectors"
    )
    action.add_argument("--reuse", type=float, help="how often a sample of the teacher's is used, on average")
    action.add_argument(
        "--fixed-statistics",
        action="store_true",
        default=None,
        help="stages of the encoder alone: leave batch normalization as it is",
    )
    action.add_argument("--seed", type=int)
    action.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    action.add_argument("--threads", type=int, default=2)
    action.add_argument("--workers", type=int, default=1, help="threads that make samples with the teacher")


def _add_evaluate(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    action = actions.add_parser("evaluate", help="judge looks and any painting by VGG-19 (needs the extra `train`)")
    action.set_defaults(run=_evaluate)
    action.add_argument("student", type=Path, help="checkpoint.pt, or a pack's folder")
    action.add_argument(
        "--out", type=Path, required=True, help="folder for table, figures, sheets and full-size pictures"
    )
    action.add_argument("--photos", type=Path, required=True, help="folder of photos that were never trained on")
    action.add_argument("--corpus", type=Path, required=True, help="folder with index.csv and the pictures")
    action.add_argument("--paintings", type=Path, required=True, help="folder with the paintings that are not in it")
    action.add_argument("--rival", type=Path, help="a pack that paints the same pairs of photo and painting")
    action.add_argument(
        "--limit", type=int, default=0, metavar="N", help="pairs that are optimized as Gatys et al. did"
    )
    action.add_argument(
        "--full-size", type=int, default=6, metavar="N", help="large photos whose weave is measured (6)"
    )
    action.add_argument("--threads", type=int, default=2)


def _add_compare(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    action = actions.add_parser("compare", help="compare a distilled checkpoint or pack with the teacher")
    action.set_defaults(run=_compare)
    action.add_argument("student", type=Path, help="checkpoint.pt, or a pack's folder")
    action.add_argument("--teacher", type=Path, required=True, help="folder that `prepare` made")
    action.add_argument("--out", type=Path, required=True, help="folder for table, figures and sheets")
    action.add_argument("--corpus", type=Path, help="on the held-out pairs of this corpus")
    action.add_argument("--photos", type=Path, help="on every photo of this folder ...")
    action.add_argument("--paintings", type=Path, help="... with every painting of this one")
    action.add_argument("--rival", type=Path, help="a pack whose transformer is timed beside the student's")
    action.add_argument("--threads", type=int, default=2)


def _add_export(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    action = actions.add_parser("export", help="write a checkpoint as a pack (needs the extra `train`)")
    action.set_defaults(run=_export)
    action.add_argument("checkpoint", type=Path)
    action.add_argument("--out", type=Path, default=REPOSITORY / "models" / "builtin", help="the pack's folder")
    action.add_argument(
        "--corpus",
        type=Path,
        required=True,
        help="folder with index.csv and the pictures: strength is made even on some",
    )
    action.add_argument("--leave-out", metavar="LOOK", action="append", default=[], help="may be repeated")
    action.add_argument(
        "--average",
        nargs=2,
        metavar=("SOURCE", "SHARE"),
        action="append",
        default=[],
        help="mix this share of the weights of another checkpoint, or of a pack, in; may be repeated",
    )


def _phase(text: str) -> Phase:
    """For argparse, which names the option when a ValueError is raised."""
    return Phase.parse(text)


def _prepare(options: argparse.Namespace) -> None:
    from scripts.training.distillation.prepare import prepare_teacher

    for path in prepare_teacher(options.source, options.out):
        print(path)


def _train(options: argparse.Namespace) -> None:
    from scripts.training.run import train

    train(options)


def _evaluate(options: argparse.Namespace) -> None:
    from scripts.training.paintings.evaluate import evaluate

    evaluate(options)


def _compare(options: argparse.Namespace) -> None:
    from scripts.training.distillation.compare import compare

    compare(options)


def _export(options: argparse.Namespace) -> None:
    from scripts.training.easing import photos_for_easing
    from scripts.training.export import export

    average = [(Path(path), float(share)) for path, share in options.average]
    photos = photos_for_easing(options.corpus)
    found = export(options.checkpoint, options.out, options.leave_out, average, photos)
    print(f"{options.out}: {found.size} bytes, at most {found.picture_difference * 255:.3f}/255 from the checkpoint")


if __name__ == "__main__":
    sys.exit(main())
