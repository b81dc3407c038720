"""A job is never lost to a device: smaller tiles when its memory is full, float32, the processor, with a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from stylizer_app.engine.plan import SMALLEST_CORE, tile_plan
from stylizer_app.engine.precision import give_up_fp16
from stylizer_app.engine.transform import TilePlan
from stylizer_app.engine.workshop import Workshop
from stylizer_app.errors import DeviceError, DeviceMemoryError

T = TypeVar("T")
Work = Callable[[Workshop, TilePlan], T]
TO_PROCESSOR = "Painting goes on on the processor."
"""The end of a note that says why a graphics card was given up."""

_log = logging.getLogger(__name__)


class Rescue:
    """Does pieces of work on a workshop's device; after a failure it goes on with what worked last.

    ``notes`` collects a sentence for every step down.
    """

    def __init__(self, workshop: Workshop, other: Callable[[str], Workshop], memory: int | None) -> None:
        """``other`` makes the same pack's workshop on a device, in float32; ``memory`` is the budget in bytes."""
        self.workshop, self._other, self._memory = workshop, other, memory
        self.plan = tile_plan(workshop.pack, workshop.device, memory)
        self.notes: list[str] = []

    def do(self, work: Work[T]) -> T:
        """The work's result. Raises the last DeviceError when even the processor's smallest tiles fail."""
        steps = self._steps_down()
        while True:
            try:
                return work(self.workshop, self.plan)
            except DeviceError as error:
                if not self._step_down(error, steps):
                    raise

    def _step_down(self, error: DeviceError, steps: Iterator[tuple[Workshop, TilePlan, str]]) -> bool:
        """Take the next step that may help against the error; False if there is none left."""
        memory_is_full = isinstance(error, DeviceMemoryError)
        if self.workshop.fp16 and not memory_is_full:
            give_up_fp16(self.workshop.pack, self.workshop.device)
        for workshop, plan, note in steps:
            smaller_tiles, same_device = workshop is self.workshop, workshop.device == self.workshop.device
            if same_device and smaller_tiles != memory_is_full:
                continue  # smaller tiles help against full memory, float32 against everything else
            self.workshop, self.plan = workshop, plan
            self.notes.append(f"{error} {note}")
            _log.info("%s %s", error, note)
            return True
        return False

    def _steps_down(self) -> Iterator[tuple[Workshop, TilePlan, str]]:
        """What to try next, with what is said about it."""
        if self.workshop.fp16:
            yield self._other(self.workshop.device), self.plan, "Painting goes on in float32."
        core = self.plan.core
        while core > SMALLEST_CORE:
            core = max(SMALLEST_CORE, core // 2)
            yield self.workshop, replace(self.plan, core=core, whole=0), "Painting goes on in smaller tiles."
        if self.workshop.device != "cpu":
            workshop = self._other("cpu")
            yield workshop, tile_plan(workshop.pack, "cpu", self._memory), TO_PROCESSOR
            yield from self._steps_down()
