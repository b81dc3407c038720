"""More of what a person does in a storm: commands by name, keys, sheets, prints, results, files that come and go."""

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from stylizer_app.imaging.targets import Target
from stylizer_app.ui.dialogs.printing import PrintDialog
from stylizer_app.ui.dialogs.queue_dialog import QueueDialog
from stylizer_app.ui.values import Manner
from stylizer_app.ui.widgets.canvas.mask_stroke import Brush, Tool
from tests.ui.fakes import drop, urls

SMALL_EDITS = ["undo", "redo", "turn_left", "turn_right", "swap", "close_photo", "reset", "surprise", "copy"]
VIEWS = ["show_photo", "show_both", "show_result", "zoom_in", "zoom_out", "fit", "actual", "panels", "full_screen"]
ARRIVALS = ["mask", "paste", "paste_photo", "paste_painting"]
WAYS = ["all_looks", "strengths_and_brushes", "more_like_this"]
DIALOGS = [
    "save",
    "save_all",
    "save_look",
    "crop_photo",
    "crop_painting",
    "queue",
    "preferences",
    "shortcuts",
    "hints",
    "large_prints",
    "report",
    "about",
    "open_photo",
    "open_painting",
]
KEYS = [
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Left,
    Qt.Key.Key_Down,
    Qt.Key.Key_S,
    Qt.Key.Key_BracketLeft,
    Qt.Key.Key_BracketRight,
]


class Habits(RuleBasedStateMachine):
    """Rules of the storm that need nothing but its window, its workspace and its folder."""

    folder: Path

    @rule(name=st.sampled_from(SMALL_EDITS))
    def a_command(self, name):
        self.window.commands[name].trigger()

    @rule(name=st.sampled_from(VIEWS + ARRIVALS))
    def another_command(self, name):
        self.window.commands[name].trigger()

    @rule(name=st.sampled_from(DIALOGS))
    def open_a_dialog(self, name):
        if not dialogs():  # a dialog bars the window behind it
            self.window.commands[name].trigger()

    @rule(name=st.sampled_from(WAYS))
    def look_at_ways(self, name):
        self.window.commands[name].trigger()

    @rule(key=st.sampled_from(KEYS))
    def press_a_key(self, key):
        if not dialogs():
            QTest.keyClick(self.window.focusWidget() or self.window.canvas, key)

    @rule()
    def save_the_sheet(self):
        ways = self.workspace.ways.shown
        if ways:
            self.workspace.sheets.save(ways, 3, Target(self.folder / "sheet.jpg", overwrite="replace"))

    @rule()
    def print_what_was_saved(self):
        for dialog in [dialog for dialog in dialogs() if isinstance(dialog, PrintDialog)]:
            printer = dialog.printer()
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self.folder / "print.pdf"))
            dialog.fill.click()
            dialog.print_on(printer)
            dialog.reject()

    @rule(
        each=st.booleans(),
        strengths=st.sampled_from([(), (60.0,), (40.0, 100.0)]),
        hand=st.booleans(),
        names=st.sampled_from(["", "{photo} by {look}", "{n}"]),
    )
    def say_how_the_queue_paints(self, each, strengths, hand, names):
        manner = Manner(each, strengths, names, hand)
        self.workspace.queue.intake.manner = manner
        for dialog in [dialog for dialog in dialogs() if isinstance(dialog, QueueDialog)]:
            dialog.manner.changed.emit(manner)

    @rule(number=st.integers(0, 5), save=st.booleans())
    def copy_or_save_a_result(self, number, save):
        results = self.workspace.controller.results.in_order()
        if number < len(results) and not dialogs():
            strip = self.window.results
            if save:
                strip.save_requested.emit(results[number].document)
            elif results[number].shown is not None:
                strip.copy_requested.emit(results[number].shown)

    @rule()
    def close_the_album(self):
        self.window.album.close_button.click()

    @rule()
    def close_the_message(self):
        self.window.messages.say(None)

    @rule(tool=st.sampled_from(list(Tool)), keep=st.booleans())
    def take_another_tool(self, tool, keep):
        self.window.mask_bar.brush_chosen.emit(Brush(tool, keep))

    @rule(deeper=st.booleans())
    def drop_a_folder(self, deeper):
        drop(self.window.photo, urls(self.folder / "folder" if deeper else self.folder / "folder" / "deeper"))

    @rule(number=st.integers(0, 3))
    def a_photo_goes_or_comes_back(self, number):
        photo = self.folder / f"{number}.png"
        away = photo.with_suffix(".away")
        photo.rename(away) if photo.exists() else away.rename(photo)

    def bring_the_photos_back(self):
        for away in self.folder.glob("*.away"):
            away.rename(away.with_suffix(".png"))


def dialogs():
    """Those that are open."""
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
