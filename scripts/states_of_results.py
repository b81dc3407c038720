"""How the states of the strip of the last results are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.driver import Driver


def star_the_oldest(driver: Driver) -> None:
    """Give the last one in the strip a star."""
    driver.window.results.starred.emit(driver.workspace.controller.results.in_order()[-1].document)


def start_again(driver: Driver) -> None:
    """The results as they are there at the next start, painted anew."""
    from stylizer_app.choices.session import KeptResult

    workspace = driver.workspace
    kept = [KeptResult(result.document, result.star) for result in workspace.controller.results.in_order()]
    workspace.earlier_results.bring_back(kept, workspace.choices.starters)
    workspace.earlier_results.paint()
    driver.wait_idle()
