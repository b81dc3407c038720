"""A job is never lost to a device: smaller tiles when its memory is full, float32, the CPU, with a note."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from stylizer_app.devices import CPU
from stylizer_app.engine.devices.float16 import give_up_fp16
from stylizer_app.engine.devices.plan import SMALLEST_CORE
from stylizer_app.engine.model.loaded_pack import LoadedPack
from stylizer_app.engine.tiles.tile_plan import TilePlan
from stylizer_app.errors import DeviceError
from stylizer_app.errors.device import DeviceFault, NextTry, StepDown

T = TypeVar("T")
Work = Callable[[LoadedPack, TilePlan], T]

_log = logging.getLogger(__name__)


class Fallback:
    """Does work on a loaded pack's device; after a failure it goes on with what worked last.

    ``notes`` collects every step down.
    """

    def __init__(
        self, loaded: LoadedPack, other: Callable[[str], LoadedPack], plan_for: Callable[[str], TilePlan]
    ) -> None:
        """``other`` makes the same pack loaded on a device, in float32; ``plan_for`` divides its work there."""
        self.loaded, self._other, self._plan_for = loaded, other, plan_for
        self.plan = plan_for(loaded.device)
        self.notes: list[StepDown] = []

    def run(self, work: Work[T]) -> T:
        """The work's result. Raises the last DeviceError when even the CPU's smallest tiles fail."""
        steps = self._steps_down()
        while True:
            try:
                return work(self.loaded, self.plan)
            except DeviceError as error:
                if not self._step_down(error, steps):
                    raise

    def _step_down(self, error: DeviceError, steps: Iterator[tuple[LoadedPack, TilePlan, NextTry]]) -> bool:
        """Take the next step that may help against the error; False if there is none left."""
        memory_is_full = error.reason is DeviceFault.OUT_OF_MEMORY
        if self.loaded.fp16 and not memory_is_full:
            give_up_fp16(self.loaded.pack, self.loaded.device)
        for loaded, plan, next_try in steps:
            smaller_tiles, same_device = loaded is self.loaded, loaded.device == self.loaded.device
            if same_device and smaller_tiles != memory_is_full:
                continue  # smaller tiles help against full memory, float32 against everything else
            self.loaded, self.plan = loaded, plan
            self.notes.append(StepDown(error.subject, error.reason, next_try))
            _log.info("%s Next: %s.", error, next_try.name)
            return True
        return False

    def _steps_down(self) -> Iterator[tuple[LoadedPack, TilePlan, NextTry]]:
        """What to try next, and what that is."""
        if self.loaded.fp16:
            yield self._other(self.loaded.device), self.plan, NextTry.FLOAT32
        core = self.plan.core
        while core > SMALLEST_CORE:
            core = max(SMALLEST_CORE, core // 2)
            yield self.loaded, replace(self.plan, core=core, whole=0), NextTry.SMALLER_TILES
        if self.loaded.device != CPU:
            yield self._other(CPU), self._plan_for(CPU), NextTry.CPU
            yield from self._steps_down()
