"""Which libraries Windows' loader finds in a frozen tree, on a Windows without the Visual C++ redistributable."""

from __future__ import annotations

from pathlib import Path

import pytest

ASKED = {
    "stylizer.exe": ["KERNEL32.dll"],
    "python312.dll": ["VCRUNTIME140.dll", "api-ms-win-crt-heap-l1-1-0.dll"],
    "Qt6Core.dll": ["MSVCP140.dll", "VCRUNTIME140.dll"],
    "qwindows.dll": ["Qt6Core.dll"],
    "_core.pyd": ["msvcp140-ab12.dll", "python312.dll"],
    "state.pyd": ["DirectML.dll"],
}
TREE = (
    "stylizer.exe",
    "_internal/python312.dll",
    "_internal/vcruntime140.dll",
    "_internal/PySide6/Qt6Core.dll",
    "_internal/PySide6/MSVCP140.dll",
    "_internal/PySide6/VCRUNTIME140.dll",
    "_internal/PySide6/plugins/platforms/qwindows.dll",
    "_internal/numpy/_core.pyd",
    "_internal/numpy.libs/msvcp140-ab12.dll",
    "_internal/onnxruntime/capi/state.pyd",
    "_internal/onnxruntime/capi/DirectML.dll",
)


@pytest.fixture
def missing(tmp_path: Path, making):
    """What is missing in the tree after one of its files was taken away."""

    def told(without: str = "") -> dict[str, list[str]]:
        for name in TREE:
            if name != without:
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).touch()
        return making("closure").missing(tmp_path, lambda path: ASKED.get(path.name, []))

    return told


def test_a_complete_tree_lacks_nothing(missing) -> None:
    assert missing() == {}


def test_the_runtime_in_a_packages_folder_does_not_start_python(missing) -> None:
    assert missing("_internal/vcruntime140.dll") == {"vcruntime140.dll": ["python312.dll"]}


def test_a_copy_is_found_beside_who_asks_or_in_the_programs_folder(missing) -> None:
    assert missing("_internal/PySide6/VCRUNTIME140.dll") == {}


@pytest.mark.parametrize(
    ("without", "name", "user"),
    [
        ("_internal/PySide6/MSVCP140.dll", "msvcp140.dll", "Qt6Core.dll"),
        ("_internal/numpy.libs/msvcp140-ab12.dll", "msvcp140-ab12.dll", "_core.pyd"),
        ("_internal/onnxruntime/capi/DirectML.dll", "directml.dll", "state.pyd"),
    ],
)
def test_what_a_package_lacks_is_named_with_who_asks(missing, without: str, name: str, user: str) -> None:
    assert missing(without) == {name: [user]}
