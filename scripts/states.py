"""Every state of the window in an order in which one leads to the next, and how each is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scripts import states_of_files as files
from scripts import states_of_queue as queue
from scripts import states_of_results as results

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from scripts.driver import Driver

Reach = Callable[[], object]


def in_turn(*steps: Reach) -> Reach:
    """Return what takes these steps, one after the other."""

    def take() -> None:
        for step in steps:
            step()

    return take


class States:
    """How to reach each state from the one before it."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._window, self._workspace = driver.window, driver.workspace
        self._dialogs = driver.program.dialog_controller

    def in_order(self) -> dict[str, Reach]:
        """Return every state's name, and what leads to it."""
        return {**self._first(), **self._ways_and_looks(), **self._saving(), **self._many(), **self._rest()}

    def _first(self) -> dict[str, Reach]:
        driver = self._driver
        return {
            "empty": driver.wait_idle,
            "first-start": lambda: driver.dialog(self._dialogs.welcome),
            "hovering": lambda: files.hover(driver, self._window.canvas),
            "hovering-painting": lambda: files.hover(driver, self._window.painting),
            "no-favourites": lambda: self._group("favourites"),
            "no-own-looks": lambda: self._group("own"),
            "photo": in_turn(lambda: self._group("all"), lambda: files.open_photo(driver)),
            "both": lambda: self._choose("starry-night"),
        }

    def _ways_and_looks(self) -> dict[str, Reach]:
        driver = self._driver
        return {
            "all-looks": in_turn(lambda: self._workspace.choices.set("strength", 40), lambda: self._ways("all_looks")),
            "strengths-and-brushes": in_turn(
                self._workspace.choices.reset, lambda: self._ways("strengths_and_brushes")
            ),
            "more-like-this": lambda: self._ways("more_like_this"),
            "own-looks": self._show_own_looks,
            "own-look-menu": lambda: driver.dialog(self._own_look_menu),
            "rename-look": lambda: driver.dialog(self._rename_own_look),
            "searching": lambda: self._search("van"),
            "nothing-found": lambda: self._search("zeppelin"),
            "save-look": in_turn(lambda: self._search(""), lambda: driver.dialog(lambda: driver.action("save_look"))),
            "picture-menu": lambda: driver.dialog(self._picture_menu),
            "pane-menu": lambda: driver.dialog(lambda: self._window.photo.menu().popup(self._middle(0.06, 0.2))),
            "recent": lambda: driver.dialog(lambda: self._window.photo.recent.popup(self._middle(0.09, 0.25))),
        }

    def _saving(self) -> dict[str, Reach]:
        driver = self._driver
        return {
            "save": lambda: driver.dialog(self._dialogs.saving.save),
            "painting": lambda: files.start_saving(driver),
            "closing": self._dialogs.saving.may_close,
            "done": lambda: files.wait_saved(driver),
            "print": lambda: driver.dialog(lambda: files.press(driver, -2)),
            "before-after": lambda: files.press(driver, -1),
            "before-after-made": lambda: files.make_beside(driver),
            "save-elsewhere": lambda: files.save_nowhere(driver),
            "disk-full": lambda: files.save_on_full_disk(driver),
            "zoomed": self._zoom,
            "mixer": self._mix,
            "mixer-full": lambda: self._mix_in("charcoal"),
        }

    def _many(self) -> dict[str, Reach]:
        driver = self._driver
        return {
            "album": in_turn(lambda: driver.action("undo"), lambda: files.open_album(driver)),
            "save-all": lambda: driver.dialog(self._dialogs.saving.save_all),
            "all-painting": lambda: files.start_saving_all(driver),
            "all-saved": lambda: files.wait_saved(driver),
            "folder": lambda: files.open_folder(driver),
            "queue-empty": lambda: driver.dialog(lambda: queue.open_empty(driver)),
            "queue": lambda: driver.dialog(lambda: queue.fill(driver)),
            "queue-painting": lambda: driver.dialog(lambda: queue.start(driver)),
            "queue-paused": lambda: driver.dialog(lambda: queue.pause(driver)),
            "queue-done": lambda: driver.dialog(lambda: queue.end(driver)),
            "queue-matrix": lambda: driver.dialog(lambda: queue.fill_with_matrix(driver)),
            "queue-wrong": lambda: driver.dialog(lambda: queue.type_something_wrong(driver)),
        }

    def _rest(self) -> dict[str, Reach]:
        driver = self._driver
        return {
            "mask": in_turn(self._quiet, lambda: files.draw_mask(driver, "ellipse")),
            "mask-gradient": lambda: files.draw_mask(driver, "gradient"),
            "crop": lambda: driver.dialog(lambda: driver.action("crop_photo")),
            "error": lambda: files.open_broken(driver),
            "pasted": lambda: files.paste(driver),
            "starred": lambda: results.star_the_oldest(driver),
            "next-start": lambda: results.start_again(driver),
            "missing": lambda: files.lose_the_photo(driver),
            "update": lambda: files.hear_of_update(driver),
            "crashed": lambda: files.crash(driver),
            "alone": in_turn(self._quiet, lambda: driver.action("full_screen")),
            "preferences": lambda: driver.dialog(self._dialogs.preferences),
            "preferences-saving": lambda: driver.dialog(lambda: self._dialogs.preferences("saving")),
            "preferences-engine": lambda: driver.dialog(lambda: self._dialogs.preferences("engine")),
            "preferences-packs": lambda: driver.dialog(lambda: files.install_pack(driver)),
            "hints": lambda: driver.dialog(self._dialogs.hints),
            "large-prints": lambda: driver.dialog(self._dialogs.large_prints),
            "shortcuts": lambda: driver.dialog(self._dialogs.shortcuts),
            "report": lambda: driver.dialog(self._dialogs.report),
            "about": lambda: driver.dialog(self._dialogs.about),
        }

    def _quiet(self) -> None:
        """Close the message."""
        self._workspace.view.say(None)

    def _group(self, name: str) -> None:
        """Show a group of the shelf."""
        files.leave(self._driver)
        self._window.shelf.finder.groups[name].click()

    def _choose(self, style: str) -> None:
        """Paint with a look, and wait for the whole preview and for the shelf's effects."""
        self._window.shelf.style_chosen.emit(style)
        self._driver.wait_painted()

    def _ways(self, name: str) -> None:
        """Fill the canvas with ways to paint the photo, and wait for all of them."""
        self._driver.action(name)
        self._driver.wait(lambda: bool(self._workspace.ways.shown))
        self._driver.wait_idle()

    def _show_own_looks(self) -> None:
        """Back to the picture; keep a look, and show one's own on the shelf."""
        from stylizer_app.ui.translate import spoken

        self._workspace.ways.leave()
        self._workspace.own_looks.save("Sera al mare" if spoken() == "it" else "Evening by the sea")
        self._group("own")
        self._driver.wait(lambda: bool(self._window.shelf.own.count()))
        self._driver.wait_idle()

    def _own_look_menu(self) -> None:
        own = self._window.shelf.own
        menu = own.menu_for(str(self._workspace.own_looks.looks[0].path))
        menu.popup(own.mapToGlobal(own.rect().center()))

    def _rename_own_look(self) -> None:
        path = self._workspace.own_looks.looks[0].path
        assert path is not None
        self._dialogs.looks.rename(path)

    def _picture_menu(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self._window)
        menu.addActions(self._window.commands.on_picture())
        menu.popup(self._middle(0.5, 0.4))

    def _middle(self, across: float, down: float) -> QPoint:
        """A place of the window, on the screen."""
        from PySide6.QtCore import QPoint

        size = self._window.size()
        return self._window.mapToGlobal(QPoint(round(across * size.width()), round(down * size.height())))

    def _search(self, words: str) -> None:
        """Look for a word on the whole shelf, with a favourite."""
        self._group("all")
        if words == "van":
            self._window.shelf.starred.emit("the-scream")
        self._window.shelf.finder.field.setText(words)
        self._driver.settle(0.5)

    def _zoom(self) -> None:
        """Look at single pixels, and wait for the finer octaves."""
        self._quiet()
        self._driver.action("show_result")
        self._driver.action("actual")
        self._driver.wait_idle()

    def _mix(self) -> None:
        """Take two more paintings into the mixture."""
        self._driver.action("fit")
        self._mix_in("great-wave", "watercolour")
        self._window.controls.mixer.weights_changed.emit([0.5, 0.2, 0.3])
        self._workspace.controller.commit()
        self._driver.wait_painted()

    def _mix_in(self, *styles: str) -> None:
        for style in styles:
            self._window.shelf.style_added_to_mix.emit(style)
            self._driver.settle(0.4)
        self._driver.wait_painted()
