"""Two looks of a surprise go together."""

from PySide6.QtWidgets import QApplication

from stylizer_app.choices.styles import starter_styles
from stylizer_app.ui.workspace.harmony import NEIGHBOURS, companions


def test_looks_with_colours_alike_go_together(qapp: QApplication) -> None:
    names = [style.name for style in starter_styles() if style.name != "ink-wash"]
    found = companions("ink-wash", names)
    assert len(found) == NEIGHBOURS
    assert {"woodcut", "charcoal", "great-wave"} & set(found)
    assert "the-scream" not in found
