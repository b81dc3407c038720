"""The disk answers with an error where the window asked a question: it says so, and goes on."""

import errno
import genericpath
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from stylizer_app.choices.amounts import SizeRule
from stylizer_app.choices.document import Document, PhotoChoice, StyleChoice
from stylizer_app.choices.session import Session, save
from stylizer_app.errors import SaveError
from stylizer_app.errors.save import SaveFault
from stylizer_app.imaging import encode
from stylizer_app.imaging.targets import Target
from stylizer_app.system import leftovers, paths
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from tests.systems import need_links, need_name
from tests.ui.fakes import drop, photo_file, settle, urls

pytestmark = pytest.mark.gui

GONE = [errno.EACCES, errno.EIO, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.ENOENT]
"""What systems say of a drive that was pulled out, a server that fell silent, a folder that may not be entered."""


@pytest.fixture
def lose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, int], None]:
    """Make every question about what lies in a folder fail."""
    ask, may = os.stat, os.access

    def lost(folder: Path, number: int) -> None:
        def within(path: object) -> bool:
            return isinstance(path, str | os.PathLike) and str(path).startswith(str(folder))

        def stat(path: object, *told: object, **more: object) -> os.stat_result:
            if within(path):
                raise OSError(number, os.strerror(number), str(path))
            return ask(path, *told, **more)  # type: ignore[arg-type]

        for question in ("exists", "isfile", "isdir"):  # Windows has its own, which do not ask os.stat
            monkeypatch.setattr(os.path, question, getattr(genericpath, question))
        monkeypatch.setattr(os, "stat", stat)
        monkeypatch.setattr(os, "access", lambda path, *told, **more: not within(path) and may(path, *told, **more))

    return lost


def dialog_of(program, qtbot) -> SaveDialog:
    program.dialog_controller.saving.save()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, SaveDialog) and w.isVisible()]
    return found[-1]


@pytest.mark.parametrize("number", GONE, ids=errno.errorcode.get)
def test_a_lost_drive_does_not_keep_the_window_from_opening(program, qtbot, tmp_path, lose, number):
    drive = tmp_path / "drive"
    photo, painting = photo_file(drive / "photo.jpg"), photo_file(drive / "waves.png")
    document = Document(photo=PhotoChoice(photo), styles=(StyleChoice("waves", painting), StyleChoice("woodcut")))
    program.workspace.autosave.earlier = Session(document, album=(photo, painting), closed=True)
    lose(drive, number)
    program.workspace.start()
    settle(program, qtbot)
    assert "photo.jpg is no longer where it was" in program.window.messages.message.text
    assert program.workspace.controller.document.styles == (StyleChoice("woodcut"),)
    assert program.workspace.album.photos == ()


def test_a_session_that_is_written_is_one_that_is_read(tmp_path):
    save(Session(closed=True), paths.session_file())
    assert paths.session_file().is_file()


@pytest.mark.parametrize("number", GONE, ids=errno.errorcode.get)
def test_a_lost_folder_is_said_in_the_save_dialog(opened, qtbot, tmp_path, lose, number):
    lose(tmp_path / "drive", number)
    dialog = dialog_of(opened, qtbot)
    dialog.folder.line.setText(str(tmp_path / "drive"))
    assert not dialog.save.isEnabled()
    assert dialog.remarks.problem.text()
    dialog.close()


@pytest.mark.parametrize("folder", ["~nobody-of-this-name", "/" + "x" * 300, "a\0b", ""])
def test_a_folder_that_cannot_be_is_said_in_the_save_dialog(opened, qtbot, folder):
    dialog = dialog_of(opened, qtbot)
    dialog.folder.line.setText(folder)
    assert dialog.choice.path.name.endswith(".jpg")
    assert folder == "" or not dialog.save.isEnabled()
    dialog.close()


def test_a_folder_that_takes_no_files_is_said_before_anything_is_painted(opened, painter, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    dialog = dialog_of(opened, qtbot)
    assert not dialog.save.isEnabled()
    assert "you may not write to its folder" in dialog.remarks.problem.text()
    dialog.close()


def test_what_only_trying_shows_is_said_before_anything_is_painted(opened, painter, qtbot, monkeypatch):
    from stylizer_app.imaging import targets

    def refused(_folder: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(targets, "try_folder", refused)
    dialog = dialog_of(opened, qtbot)
    is_refused_before_painting(opened, painter, qtbot, dialog, "the disk is read-only")


def is_refused_before_painting(program, painter, qtbot, dialog, reason):
    requests = len(painter.requests)
    dialog.save.click()
    settle(program, qtbot)
    assert dialog.isVisible()
    assert reason in dialog.remarks.problem.text()
    assert len(painter.requests) == requests
    dialog.reject()


def test_what_only_trying_shows_is_said_before_an_album_is_painted(program, painter, qtbot, tmp_path, monkeypatch):
    from stylizer_app.imaging import targets
    from stylizer_app.ui.dialogs.save_all_dialog import SaveAllDialog

    drop(program.window.photo, urls(*(photo_file(tmp_path / f"{name}.jpg") for name in "ab")))
    settle(program, qtbot)
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    monkeypatch.setattr(targets, "try_folder", lambda _folder: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    program.dialog_controller.saving.save_all()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, SaveAllDialog) and w.isVisible())
    is_refused_before_painting(program, painter, qtbot, dialog, "the disk is full")


@pytest.mark.parametrize("link", ["itself", "hard link", "symbolic link", "other folder"])
def test_what_is_open_is_never_replaced(opened, qtbot, photo, link):
    before, name, folder = photo.read_bytes(), "harbour", photo.parent
    if link in {"symbolic link", "other folder"}:
        need_links(folder)
    if link == "hard link":
        (folder / "twin.jpg").hardlink_to(photo)
        name = "twin"
    elif link == "symbolic link":
        (folder / "link.jpg").symlink_to(photo)
        name = "link"
    elif link == "other folder":
        (folder / "there").symlink_to(folder)
        folder = folder / "there"
    dialog = dialog_of(opened, qtbot)
    dialog.folder.line.setText(str(folder))
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, name)
    assert not dialog.save.isEnabled()
    assert "is open as photo or painting" in dialog.remarks.problem.text()
    dialog.accept()
    settle(opened, qtbot)
    assert photo.read_bytes() == before
    dialog.close()


def test_neither_the_painting_nor_a_photo_of_the_album_is_replaced(program, qtbot, tmp_path, painting):
    photos = [photo_file(tmp_path / f"{name}.jpg") for name in "ab"]
    drop(program.window.photo, urls(*photos))
    settle(program, qtbot)
    program.workspace.importer.open_painting(painting)
    settle(program, qtbot)
    dialog = dialog_of(program, qtbot)
    for name, replaceable in (("b.jpg", False), ("waves.png", False), ("c.jpg", True)):
        dialog.name.selectAll()
        qtbot.keyClicks(dialog.name, name)
        assert dialog.save.isEnabled() == replaceable, name
    dialog.close()


def test_a_photo_with_the_longest_of_names_is_saved(program, qtbot, tmp_path):
    photo = need_name(tmp_path / ("夏" * 80 + ".jpg"))
    program.workspace.importer.open_photo(photo_file(photo))
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    dialog = dialog_of(program, qtbot)
    assert dialog.save.isEnabled()
    assert dialog.name.text().startswith("夏")
    dialog.accept()
    qtbot.waitUntil(lambda: not program.workspace.saving.busy, timeout=20_000)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_drive_that_vanishes_stops_the_album_and_nothing_is_painted_for_nothing(
    program, painter, qtbot, tmp_path, monkeypatch
):
    photos = [photo_file(tmp_path / "in" / f"{name}.png") for name in "abcd"]
    drop(program.window.photo, urls(*photos))
    settle(program, qtbot)
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    real = encode.save

    def whole() -> int:
        return sum(request.draft is None and request.octaves is None for request in painter.requests)

    before = whole()

    def vanished(_picture: object, target: Target, *_: object) -> None:
        raise SaveError(SaveFault.NO_FOLDER, target.path)

    monkeypatch.setattr(encode, "save", vanished)
    program.workspace.album.save_all(tmp_path / "out", Target(Path("x.jpg"), "jpeg"), SizeRule())
    qtbot.waitUntil(lambda: not program.workspace.saving.busy, timeout=20_000)
    settle(program, qtbot)
    assert whole() == before + 1
    text = program.window.messages.message.text
    assert text.startswith("None of 4 pictures was saved. 4 failed:")
    assert text.count("its folder does not exist") == 1
    monkeypatch.setattr(encode, "save", real)
    (tmp_path / "out").mkdir()
    next(button for button in program.window.messages.buttons if button.text() == "Try again").click()
    qtbot.waitUntil(lambda: not program.workspace.saving.busy, timeout=20_000)
    settle(program, qtbot)
    assert len(list((tmp_path / "out").iterdir())) == 4
    assert whole() == before + 4


def test_a_full_disk_for_temporary_files_is_said_when_a_picture_is_dragged_out(opened, qtbot, monkeypatch):
    def full(**_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(leftovers.tempfile, "mkdtemp", full)
    opened.workspace.drag_export.prepare(lambda _path: pytest.fail("there is no file"))
    settle(opened, qtbot)
    assert "the disk is full" in opened.window.messages.message.text
