"""What became of a run's pictures and clips, counted and said: on lines for people, as JSON for programs."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from stylizer_app.cli import report, wording
from stylizer_app.cli.console import complain, say, say_json
from stylizer_app.cli.options import Options
from stylizer_app.errors import StylizerError
from stylizer_app.errors.names import shown

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """How many were painted and skipped, and what failed, with reasons."""

    options: Options
    painted: int = 0
    skipped: int = 0
    failed: list[tuple[Path, str]] = field(default_factory=list)

    def fail(self, photo: Path, error: Exception) -> None:
        """Say that one could not be painted, on one line that names it, and remember it."""
        typed = self.options.typed(photo)
        sentence = wording.why(error).replace(shown(photo), shown(typed))
        if not isinstance(error, StylizerError | MemoryError):
            log.error("painting %s", photo, exc_info=error)
        self.failed.append((typed, sentence))
        complain(_named(typed, sentence))
        if self.options.json:
            say_json(report.failed(typed, sentence))

    def try_again(self, photos: Iterable[Path]) -> None:
        """Forget failures of photos that are going to be painted once more."""
        again = set(photos)
        self.failed = [(photo, sentence) for photo, sentence in self.failed if photo not in again]

    def skip(self, photo: Path, output: Path, why: report.Why) -> None:
        """Say that a result was there already and was left alone."""
        self.skipped += 1
        if self.options.json:
            say_json(report.skipped(self.options.typed(photo), output, why))
        elif not self.options.quiet and why == "exists":
            say(wording.skipped(output))

    def finish(self, *, several: bool) -> None:
        """Say how it went, if that was more than a line; what failed is named once more, after all that came since."""
        if several and self.options.json:
            say_json(report.done(self.painted, self.skipped, self.failed))
        elif several and self.failed:
            complain(wording.done(self.painted, len(self.failed)))
            for line in dict.fromkeys(_named(photo, sentence) for photo, sentence in self.failed):
                complain(f"  {line}")


def _named(photo: Path, sentence: str) -> str:
    """A sentence about a photo, which it names."""
    return sentence if shown(photo) in sentence else f"{shown(photo)}: {sentence}"
