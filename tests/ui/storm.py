"""What a storm over the window consists of: everything that a person could do, and what must always be true."""

import contextlib
import ctypes
import gc
from dataclasses import replace

import psutil
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stylizer_app.choices.amounts import PHOTO_SIZE
from stylizer_app.choices.document import Crop, Document
from stylizer_app.choices.preferences import Preferences
from stylizer_app.imaging.targets import Target
from stylizer_app.ui.dialogs.crop import CropDialog
from stylizer_app.ui.dialogs.look_name import LookNameDialog
from stylizer_app.ui.dialogs.preferences_dialog import PreferencesDialog
from stylizer_app.ui.look import theme
from stylizer_app.ui.widgets.canvas.mask_stroke import Brush, Tool
from stylizer_app.ui.widgets.canvas.scene import Mode
from tests.ui.fakes import FakePainter, colour_of, drop, urls
from tests.ui.storm_habits import Habits, dialogs

MOST_QUEUED = 6
fractions = st.floats(0, 1, allow_nan=False)
percents = st.integers(0, 150)
places = st.builds(QPoint, st.integers(-20, 900), st.integers(-20, 700))


class Storm(Habits):
    """One window; every rule is something a person could do at that moment."""

    errors: list
    memory: list
    widgets: list
    steps = 0

    painter: FakePainter
    program: object

    def __init__(self):
        super().__init__()
        self.put_everything_away()

    @property
    def window(self):
        return self.program.window

    @property
    def workspace(self):
        return self.program.workspace

    def put_everything_away(self):
        """As the window is when it comes up, but for what is on the shelf."""
        for dialog in dialogs():
            dialog.close()
        self.workspace.queue.cancel()
        self.workspace.saving.cancel()
        self.workspace.album.clear()
        self.workspace.controller.replace(Document())
        self.bring_the_photos_back()

    # what a person does

    @rule(number=st.integers(0, 3), where=st.sampled_from(["photo", "painting", "canvas"]))
    def drop_a_picture(self, number, where):
        widget = getattr(self.window, where)
        drop(widget, urls(self.folder / f"{number}.png"), QPointF(widget.width() * 0.3, widget.height() * 0.5))

    @rule(count=st.integers(2, 4))
    def drop_an_album(self, count):
        drop(self.window.photo, urls(*(self.folder / f"{number}.png" for number in range(count))))

    @rule(name=st.sampled_from(["bad.jpg", "missing.png", "empty.png"]), where=st.sampled_from(["photo", "painting"]))
    def drop_a_bad_file(self, name, where):
        drop(getattr(self.window, where), urls(self.folder / name))

    @rule()
    def drop_a_link(self):
        drop(self.window.photo, urls("https://example.org/a.jpg"))

    @rule(percent=percents)
    def move_strength(self, percent):
        self.window.controls.changed.emit("strength", percent)

    @rule(pixels=st.integers(64, 1300))
    def move_brush(self, pixels):
        self.window.controls.changed.emit("brush", pixels)

    @rule(tool=st.sampled_from(list(Tool)), keep=st.booleans(), size=fractions, start=places, end=places)
    def draw_on_the_mask(self, tool, keep, size, start, end):
        canvas = self.window.canvas
        canvas.masking.set_active(True)
        canvas.masking.use(Brush(tool, keep, size))
        for press, place in ((QTest.mousePress, start), (QTest.mouseRelease, end)):
            QTest.mouseMove(canvas, place)
            press(canvas, Qt.MouseButton.LeftButton, pos=place)
        canvas.masking.set_active(False)

    @rule(number=st.integers(0, 2))
    def save_the_choices(self, number):
        self.workspace.own_looks.save(f"look {number}")

    @rule(number=st.integers(0, 2), what=st.sampled_from(["chosen", "added", "removed"]))
    def do_something_with_a_look(self, number, what):
        looks = self.workspace.own_looks.looks
        if number < len(looks):
            getattr(self.window.shelf.own, what).emit(str(looks[number].path))

    @rule(number=st.integers(0, 2), name=st.sampled_from(["look 0", "Evening"]))
    def rename_a_look(self, number, name):
        looks = self.workspace.own_looks.looks
        if number < len(looks):
            self.workspace.own_looks.rename(looks[number].path, name)

    @rule(number=st.integers(0, 2), picture=st.booleans())
    def share_a_look_and_be_given_it(self, number, picture):
        looks, given = self.workspace.own_looks.looks, self.folder / "given.stylizer-look"
        if number < len(looks):
            self.workspace.own_looks.share(looks[number].path, given, with_picture=picture)
        if given.exists():
            drop(self.window.canvas, urls(given))

    @rule(key=st.sampled_from([Qt.Key.Key_I, Qt.Key.Key_Delete, Qt.Key.Key_M]))
    def press_a_key_of_the_mask(self, key):
        QTest.keyClick(self.window.canvas, key)

    @rule(share=fractions)
    def move_colour(self, share):
        self.window.controls.changed.emit("colors", 100 * share)

    @rule()
    def let_go(self):
        self.window.controls.committed.emit()

    @rule(name=st.sampled_from(["woodcut", "charcoal", "ink-wash"]), add=st.booleans())
    def choose_a_style(self, name, add):
        (self.window.shelf.style_added_to_mix if add else self.window.shelf.style_chosen).emit(name)

    @rule(weights=st.lists(fractions, min_size=1, max_size=4))
    def weigh(self, weights):
        self.window.controls.mixer.weights_changed.emit(weights)

    @rule(index=st.integers(0, 3))
    def take_out(self, index):
        self.window.controls.mixer.style_removed.emit(index)

    @rule(accept=st.booleans())
    def answer(self, accept):
        for dialog in dialogs():
            harmless = isinstance(dialog, CropDialog | LookNameDialog | PreferencesDialog)
            (dialog.accept if accept and harmless else dialog.reject)()

    @rule(name=st.sampled_from(["woodcut", "charcoal", "the-scream"]))
    def star(self, name):
        self.window.shelf.starred.emit(name)

    @rule(words=st.sampled_from(["", "van", "nothing of the kind"]), number=st.integers(0, 4))
    def search(self, words, number):
        self.window.shelf.finder.field.setText(words)
        list(self.window.shelf.finder.groups.values())[number].click()

    @rule(number=st.integers(0, 8), leave=st.booleans())
    def take_a_way(self, number, leave):
        (self.workspace.ways.leave if leave else lambda: self.workspace.ways.take(number))()

    @rule(left=fractions, top=fractions)
    def crop(self, left, top):
        self.workspace.choices.crop_photo(Crop(left * 0.5, top * 0.5, 0.5 + left * 0.5, 0.5 + top * 0.5))

    @rule(mode=st.sampled_from(list(Mode)), wipe=fractions, steps=st.floats(-3, 3))
    def look(self, mode, wipe, steps):
        self.window.canvas.set_mode(mode)
        self.window.canvas.set_wipe(wipe)
        self.window.canvas.zoom(steps)

    @rule(width=st.integers(900, 1600), height=st.integers(600, 1200))
    def pull_at_a_corner(self, width, height):
        self.window.resize(width, height)

    @rule(mode=st.sampled_from(["light", "dark"]))
    def change_the_theme(self, mode):
        theme.apply(QApplication.instance(), mode)

    @rule(pack=st.sampled_from(["builtin", "other"]))
    def change_the_networks(self, pack):
        self.workspace.choices.use_engine(pack, "auto", None)

    @rule(number=st.integers(0, 5))
    def go_back(self, number):
        results = self.workspace.controller.results.in_order()
        if number < len(results):
            self.workspace.controller.go_back_to(results[number].document)

    @rule(number=st.integers(0, 5))
    def star_a_result(self, number):
        results = self.workspace.controller.results.in_order()
        if number < len(results):
            self.window.results.starred.emit(results[number].document)

    @rule(number=st.integers(0, 3), remove=st.booleans())
    def something_in_the_album(self, number, remove):
        photos = self.workspace.album.photos
        if number < len(photos):
            (self.window.album.removed if remove else self.window.album.chosen).emit(photos[number])

    @rule()
    def save_all(self):
        if self.workspace.controller.document.complete:
            self.workspace.album.save_all(self.folder / "all", Target(self.folder / "any.png"), PHOTO_SIZE)

    @rule(numbers=st.lists(st.integers(0, 3), min_size=1, max_size=3), broken=st.booleans())
    def let_photos_wait_in_the_queue(self, numbers, broken):
        queue = self.workspace.queue
        queue.intake.use_folder(self.folder / "painted")
        if len(queue.rows) < MOST_QUEUED:
            files = [self.folder / f"{number}.png" for number in numbers]
            queue.intake.add([*files, self.folder / "bad.jpg"] if broken else files)

    @rule(name=st.sampled_from(["start", "pause", "cancel", "retry"]))
    def something_with_the_queue(self, name):
        getattr(self.workspace.queue, name)()

    @rule(row=st.integers(0, MOST_QUEUED), by=st.sampled_from([None, -1, 1, 5]))
    def something_in_the_queue(self, row, by):
        queue = self.workspace.queue
        if row < len(queue.rows):
            queue.remove([row]) if by is None else queue.move(row, by)

    @rule(language=st.sampled_from(["en", "it"]), now=st.integers(0, 9))
    def speak_another_language(self, language, now):
        if now == 0 and language != self.program.settings.preferences.text("language"):
            for dialog in dialogs():
                dialog.close()
            close(self.program)
            Storm.program = make_program(self.painter, language)

    @rule(number=st.integers(0, 2))
    def save(self, number):
        document = replace(self.workspace.controller.document, pack="builtin")
        if document.complete:
            self.workspace.saving.save(document, Target(self.folder / f"out-{number}.png"))

    @rule()
    def cancel(self):
        self.workspace.saving.cancel()

    @rule(fail=st.booleans())
    def the_engine_fails(self, fail):
        from stylizer_app.errors import DeviceError
        from stylizer_app.errors.device import Failed

        self.painter.error = DeviceError(Failed("It went away."), "cpu") if fail else None

    @rule(number=st.integers(0, 4))
    def press_what_a_message_or_the_card_after_saving_offers(self, number):
        offers = [*self.window.messages.buttons, *self.window.card.buttons]
        if number < len(offers) and not dialogs():
            offers[number].click()

    @rule(held=st.booleans())
    def the_engine_is_slow(self, held):
        (self.painter.gate.clear if held else self.painter.gate.set)()

    @rule(milliseconds=st.integers(0, 30))
    def wait(self, milliseconds):
        QTest.qWait(milliseconds)

    @rule()
    def settle(self):
        """Leave it alone, and see what it comes to."""
        self.painter.gate.set()
        self.painter.error = None
        self.workspace.choices.use_engine("builtin", "auto", None)
        self.wait_until_idle()  # a look of the person's own may be on its way to its file
        self.workspace.controller.previewing.again()
        self.wait_until_idle()
        shown, document = self.workspace.controller.previewing.shown, self.workspace.controller.document
        if not document.complete:
            assert shown is None
            return
        files = [document.photo.path, *(style.path for style in document.styles if style.path is not None)]
        if all(file.is_file() for file in files):
            assert shown is not None
            assert shown.document == document.unmasked, (shown.document, document, self.window.messages.message)
            expected = colour_of(document.adjustments)
            assert tuple(shown.painting.picture.rgb[0, 0]) == expected

    def wait_until_idle(self):
        waited = 0
        while self.workspace.runner.busy and waited < 20_000:
            QTest.qWait(10)
            waited += 10
        assert not self.workspace.runner.busy

    # what must always be true

    @invariant()
    def nothing_went_wrong(self):
        Storm.steps += 1
        assert self.errors == [], self.errors

    @invariant()
    def nothing_stale_is_on_the_canvas(self):
        shown, document = self.workspace.controller.previewing.shown, self.workspace.controller.document
        canvas = self.window.canvas.scene
        assert (canvas.after is not None) == (shown is not None)
        if shown is not None:
            assert canvas.after is shown.levels
            assert shown.document.photo == document.unmasked.photo

    def teardown(self):
        self.settle()
        gc.collect()
        with contextlib.suppress(OSError, AttributeError, TypeError):  # this C library, or Windows, has no such thing
            ctypes.CDLL(None).malloc_trim(0)  # what was given back counts as given back
        self.memory.append(psutil.Process().memory_info().rss)
        self.put_everything_away()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.widgets.append(len(QApplication.allWidgets()))


def make_program(painter, language="en"):
    from stylizer_app.ui.app import build
    from stylizer_app.ui.window.settings import Settings

    settings = Settings(Preferences().with_(first_start=False, language=language))
    settings.apply_look(QApplication.instance())
    program = build(settings, lambda: painter)
    program.window.show()
    program.workspace.start()
    return program


def close(program):
    program.window.may_close = lambda: True
    program.window.close()
    program.workspace.close()
    program.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
