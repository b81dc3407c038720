"""What a person drops or pastes: folders, what a browser hands over, and where the result of a pasted picture goes."""

import base64
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QStandardPaths, QSysInfo, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from stylizer_app.system import paths
from stylizer_app.ui.dialogs.save_dialog import SaveDialog
from tests.systems import WINDOWS
from tests.ui.fakes import drop, photo_file, settle, urls

pytestmark = pytest.mark.gui


def press(program, label):
    (button,) = (button for button in program.window.messages.buttons if button.text() == label)
    button.click()


def save_dialog():
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, SaveDialog) and w.isVisible())


def test_a_folder_becomes_an_album_and_subfolders_are_asked_for_once(program, qtbot, tmp_path):
    top = [photo_file(tmp_path / "trip" / f"{number}.jpg") for number in range(2)]
    deep = photo_file(tmp_path / "trip" / "second day" / "a.jpg")
    (tmp_path / "trip" / "notes.txt").write_text("no picture")
    (tmp_path / "trip" / ".hidden.jpg").write_bytes(b"no picture")
    drop(program.window.canvas, urls(tmp_path / "trip"))
    settle(program, qtbot)
    assert program.workspace.album.photos == tuple(top)
    assert program.workspace.controller.document.photo.path == top[0]
    press(program, "Open it too")
    settle(program, qtbot)
    assert program.workspace.album.photos == (*top, deep)


def test_a_folder_without_pictures_says_so(program, qtbot, tmp_path):
    (tmp_path / "empty").mkdir()
    drop(program.window.photo, urls(tmp_path / "empty"))
    settle(program, qtbot)
    assert "no picture in this folder" in program.window.messages.message.text


def test_what_a_system_leaves_in_folders_never_becomes_a_photo(program, qtbot, tmp_path):
    photos = [photo_file(tmp_path / f"{number}.jpg") for number in range(2)]
    litter = [tmp_path / name for name in (".DS_Store", "Thumbs.db", "._0.jpg")]
    for path in litter:
        path.write_bytes(b"\0" * 100)
    drop(program.window.photo, urls(*litter, *photos))
    settle(program, qtbot)
    assert program.workspace.album.photos == tuple(photos)


def dragged(kind: str, content: bytes) -> QMimeData:
    """What a browser or another program offers, in one of the ways in which they do."""
    mime, coded = QMimeData(), base64.b64encode(content).decode()
    link = b"https://example.org/red%20boat.jpg\r\n"
    if kind == "data link":
        mime.setUrls([QUrl(f"data:image/jpeg;base64,{coded}")])
    elif kind == "data link over lines, without its end":
        mime.setUrls([QUrl("data:image/jpeg;base64," + "%0A".join((coded[:60], coded[60:])).rstrip("="))])
    elif kind == "a page with the picture in it":
        mime.setHtml(f'<meta charset="utf-8"><p>Boat</p><IMG class="a" src="data:image/jpeg;base64,{coded}">')
    elif kind == "a link, and a page with the picture in it":
        mime.setData("text/uri-list", b"https://example.org/page\r\n")
        mime.setHtml(f"<a href='https://example.org/page'><img src='data:image/jpeg;base64,{coded}'></a>")
    elif kind == "a kind of picture without pixels":
        mime.setData("image/jpeg", content)
        mime.setData("text/uri-list", link)
    else:
        mime.setData("text/uri-list", link)
        mime.setHtml('<img src="https://example.org/red%20boat.jpg">')
        windows = 'application/x-qt-windows-mime;value="FileContents"'
        mime.setData(windows if kind == "bytes on Windows" else "application/octet-stream", content)
    return mime


DRAGGED = [
    "bytes beside a link",
    "bytes on Windows",
    "data link",
    "data link over lines, without its end",
    "a page with the picture in it",
    "a link, and a page with the picture in it",
    "a kind of picture without pixels",
]


@pytest.mark.parametrize("kind", DRAGGED)
def test_a_picture_dragged_out_of_a_browser_needs_no_download(program, qtbot, tmp_path, kind):
    content = photo_file(tmp_path / "p.jpg").read_bytes()
    assert drop(program.window.photo, dragged(kind, content))
    settle(program, qtbot)
    photo = program.workspace.controller.document.photo
    assert photo.path.read_bytes() == content
    named = "bytes" in kind or "pixels" in kind
    assert photo.name == ("red boat" if named else "page" if kind.startswith("a link") else "Pasted picture")


@pytest.mark.skipif(WINDOWS, reason="there a host in a file's link is another computer")
@pytest.mark.parametrize("host", ["", "localhost", QSysInfo.machineHostName()])
def test_a_files_link_may_name_this_computer(program, qtbot, tmp_path, host):
    photo = photo_file(tmp_path / "p.jpg")
    mime = QMimeData()
    mime.setData("text/uri-list", f"file://{host}{photo}\r\n".encode())
    drop(program.window.photo, mime)
    settle(program, qtbot)
    assert program.workspace.controller.document.photo.path == photo


def test_bytes_that_are_no_picture_leave_the_link_to_be_refused(program, qtbot):
    mime = QMimeData()
    mime.setData("text/uri-list", b"https://example.org/page.html\r\n")
    mime.setData("application/octet-stream", b"<html>no picture</html>")
    drop(program.window.photo, mime)
    settle(program, qtbot)
    assert program.workspace.controller.document.photo is None
    assert "link" in program.window.messages.message.text


def test_a_pasted_picture_has_a_name_and_is_saved_among_the_persons_pictures(program, qtbot):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0xFF3366)
    mime = QMimeData()
    mime.setImageData(image)
    drop(program.window.photo, mime)
    settle(program, qtbot)
    program.workspace.importer.choose_style("woodcut")
    settle(program, qtbot)
    assert program.workspace.controller.document.photo.name == "Pasted picture"
    program.dialog_controller.saving.save()
    dialog = save_dialog()
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    assert Path(dialog.folder.line.text()) == Path(pictures)
    assert str(paths.data_dir()) not in dialog.folder.line.text()
    dialog.reject()


def test_the_format_as_the_photo_keeps_what_is_transparent(program, qtbot, tmp_path):
    clear = tmp_path / "clear.png"
    Image.new("RGBA", (80, 60), (200, 30, 30, 90)).save(clear)
    for photo, form in ((clear, "png"), (photo_file(tmp_path / "plain.jpg"), "jpeg")):
        program.workspace.importer.open_photo(photo)
        settle(program, qtbot)
        program.workspace.importer.choose_style("woodcut")
        settle(program, qtbot)
        program.dialog_controller.saving.save()
        dialog = save_dialog()
        assert dialog.formats.form.name == form
        dialog.reject()
