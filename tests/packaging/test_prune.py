"""What stays in the frozen program, judged from lists such as PyInstaller makes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from stylizer_app.ui.translate import LANGUAGES

PACKAGE = Path(__file__).resolve().parents[2] / "stylizer_app"
QT = "PySide6/Qt"
FILES = [
    ("PySide6/QtCore.abi3.so", "/wheels/QtCore.abi3.so", "EXTENSION"),
    (f"{QT}/lib/libQt6Core.so.6", "/wheels/libQt6Core.so.6", "BINARY"),
    (f"{QT}/lib/libQt6Network.so.6", "/wheels/libQt6Network.so.6", "BINARY"),
    (f"{QT}/plugins/platforms/libqxcb.so", "/wheels/libqxcb.so", "BINARY"),
    (f"{QT}/plugins/platforms/libqeglfs.so", "/wheels/libqeglfs.so", "BINARY"),
    (f"{QT}/plugins/platformthemes/libqgtk3.so", "/wheels/libqgtk3.so", "BINARY"),
    ("libQt6Core.so.6", f"{QT}/lib/libQt6Core.so.6", "SYMLINK"),
    ("libQt6Network.so.6", f"{QT}/lib/libQt6Network.so.6", "SYMLINK"),
    ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", "BINARY"),
    ("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", "BINARY"),
    ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", "BINARY"),
    ("libpython3.12.so.1.0", "/opt/python/libpython3.12.so.1.0", "BINARY"),
    ("numpy.libs/libopenblas-1.so", "/wheels/libopenblas-1.so", "BINARY"),
    ("onnxruntime/capi/libonnxruntime_providers_shared.so", "/wheels/shared.so", "BINARY"),
]
NEEDS = {
    "/wheels/QtCore.abi3.so": ["libQt6Core.so.6", "libstdc++.so.6"],
    "/wheels/libqxcb.so": ["libQt6Core.so.6", "libxcb-cursor.so.0", "libX11.so.6"],
    "/wheels/libqeglfs.so": ["libQt6Network.so.6"],
}


def kept(making, linux: bool = True) -> set[str]:
    return {
        entry[0] for entry in making("prune").prune(FILES, lambda source: NEEDS.get(source, []), linux=linux).entries
    }


def test_only_what_is_used_stays(making) -> None:
    assert kept(making) == {
        "PySide6/QtCore.abi3.so", f"{QT}/lib/libQt6Core.so.6", f"{QT}/plugins/platforms/libqxcb.so", "libQt6Core.so.6",
        "libxcb-cursor.so.0", "libpython3.12.so.1.0", "onnxruntime/capi/libonnxruntime_providers_shared.so",
    }  # fmt: skip


def test_what_was_left_out_is_named(making) -> None:
    dropped = making("prune").prune(FILES, lambda source: NEEDS.get(source, []), linux=True).dropped
    assert {"libQt6Network.so.6", "libstdc++.so.6", "libX11.so.6", "numpy.libs/libopenblas-1.so"} <= set(dropped)


def imported(path: Path) -> set[str]:
    """The modules that a file of the program imports, and what it takes out of them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_of_what_the_program_imports_only_companions_are_left_out(making) -> None:
    excluded = making("prune").EXCLUDED_MODULES
    names = set().union(*(imported(path) for path in PACKAGE.rglob("*.py")))
    left_out = {module for module in excluded for name in names if f"{name}.".startswith(f"{module}.")}
    assert left_out == {"av", "cv2", "openvino"}


@pytest.mark.parametrize("name", ["lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so", "libsqlite3.so.0"])
def test_what_the_journal_is_kept_with_stays(making, name: str) -> None:
    source = f"/usr/lib/x86_64-linux-gnu/{name}"
    kind = "BINARY" if name.startswith("lib") and "/" not in name else "EXTENSION"
    assert making("prune").wanted((name, source, kind), linux=True)


def test_qt_speaks_the_languages_of_the_window(making) -> None:
    spoken = {
        code
        for code in ("de", "en", "es", "fr", "it", "ja")
        if making("prune").wanted((f"{QT}/translations/qtbase_{code}.qm", "/wheels/x.qm", "DATA"), linux=True)
    }
    assert spoken == {*LANGUAGES} - {"en"}


def test_windows_names_are_understood(making) -> None:
    prune = making("prune")
    assert not prune.wanted((r"PySide6\opengl32sw.dll", r"C:\x\opengl32sw.dll", "BINARY"), linux=False)
    assert not prune.wanted((r"PySide6\plugins\tls\qschannelbackend.dll", r"C:\x", "BINARY"), linux=False)
    assert prune.wanted((r"PySide6\plugins\platforms\qwindows.dll", r"C:\x", "BINARY"), linux=False)
    files = [
        (r"PySide6\plugins\platforms\qwindows.dll", "qwindows", "BINARY"), (r"PySide6\Qt6Gui.dll", "gui", "BINARY"),
        (r"PySide6\Qt6Quick.dll", "quick", "BINARY"), ("python312.dll", "python", "BINARY"),
        (r"onnxruntime\capi\DirectML.dll", "dml", "BINARY"), ("VCRUNTIME140.dll", "runtime", "BINARY"),
        (r"numpy\_core\_multiarray_umath.cp312-win_amd64.pyd", "umath", "EXTENSION"),
    ]  # fmt: skip
    stays = {
        entry[1]
        for entry in prune.prune(
            files, lambda source: ["QT6GUI.dll"] if source == "qwindows" else [], linux=False
        ).entries
    }
    assert stays == {"qwindows", "gui", "python", "dml", "runtime", "umath"}


def test_every_copy_of_the_c_runtime_stays_however_it_is_written(making) -> None:
    copies = ["vcruntime140.dll", "VCRUNTIME140_1.dll", r"PySide6\MSVCP140.dll", r"shiboken6\msvcp140.dll"]
    files = [(name, f"C:\\{number}", "BINARY") for number, name in enumerate(copies)]
    assert {entry[0] for entry in making("prune").prune(files, lambda source: [], linux=False).entries} == set(copies)


def test_of_several_libraries_of_one_name_all_stay_that_are_asked_for(making) -> None:
    files = [
        (r"PIL\_imaging.cp312-win_amd64.pyd", "imaging", "EXTENSION"),
        (r"plugins\qjpeg.dll", "qjpeg", "BINARY"),
        ("zlib.dll", "top", "BINARY"),
        (r"PySide6\ZLIB.dll", "qt's", "BINARY"),
    ]
    kept = making("prune").prune(files, lambda source: ["zlib.dll"] if source == "qjpeg" else [], linux=False)
    assert {entry[1] for entry in kept.entries} >= {"top", "qt's"}


def test_onnxruntimes_library_for_other_languages_is_left_out(making) -> None:
    wanted = making("prune").wanted
    assert not wanted((r"onnxruntime\capi\onnxruntime.dll", r"C:\x", "BINARY"), linux=False)
    assert wanted((r"onnxruntime\capi\onnxruntime_pybind11_state.pyd", r"C:\x", "EXTENSION"), linux=False)


def test_every_codec_that_is_listed_exists(making) -> None:
    import importlib.util

    missing = [codec for codec in making("prune").CODECS if importlib.util.find_spec(f"imagecodecs.{codec}") is None]
    assert missing in ([], ["_shared_cython"])


def test_of_wheels_only_what_pyinstaller_would_take_is_laid_out(making, tmp_path: Path) -> None:
    taken = {"PySide6/QtGui.pyd", "PySide6/Qt6Gui.dll", "PySide6/plugins/styles/qmodern.dll", "imagecodecs/_png.pyd"}
    others = ["PySide6/QtQml.pyd", "PySide6/qml/Kit/Plugins/kit.dll", "PySide6/Qt/qml/kit.so", "imagecodecs/_bz2.pyd"]
    for name in (*taken, *others):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert {*making("wheels").named(tmp_path)} == taken
