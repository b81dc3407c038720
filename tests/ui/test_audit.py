"""What is wrong on a screen is found: each kind of fault, made on purpose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stylizer_app.ui.look import theme
from tests.ui import audit


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> QDialog:
    theme.apply(qapp, "dark")
    made = QDialog()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(400, 300)
    return made


def shown(dialog: QDialog) -> str:
    dialog.show()
    QApplication.processEvents()
    return "; ".join(audit.faults(dialog))


def test_nothing_is_wrong_with_a_plain_dialog(dialog: QDialog) -> None:
    dialog.layout().addWidget(QLabel("Name"))
    dialog.layout().addWidget(QPushButton("Save"))
    assert shown(dialog) == ""


def test_a_text_that_is_cut_or_sticks_out_is_found(dialog: QDialog) -> None:
    label = QLabel("A sentence that needs far more room than this", dialog)
    label.setGeometry(0, 0, 60, 20)
    QLabel("x", dialog).setGeometry(390, 40, 60, 20)
    found = shown(dialog)
    assert "needs" in found
    assert "sticks out of QDialog" in found


def test_a_pale_text_is_found(dialog: QDialog) -> None:
    label = QLabel("Pale")
    label.setStyleSheet("color: #3c3c3c")
    dialog.layout().addWidget(label)
    assert "'Pale' has a contrast of 1." in shown(dialog)


def test_what_has_no_name_or_no_role_is_found(dialog: QDialog) -> None:
    dialog.layout().addWidget(QPushButton())
    drawn = QWidget()
    drawn.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    dialog.layout().addWidget(drawn)
    found = shown(dialog)
    assert "QPushButton in QDialog has no name" in found
    assert "QWidget '' has no role" in found


def test_buttons_of_different_heights_in_a_row_are_found(dialog: QDialog) -> None:
    row = QHBoxLayout()
    low, high = QPushButton("Low"), QPushButton("High")
    high.setFixedHeight(60)
    row.addWidget(low)
    row.addWidget(high)
    dialog.layout().addLayout(row)
    assert "uneven: ['Low', 'High']" in shown(dialog)


def test_a_default_that_does_not_stand_out_is_found(dialog: QDialog) -> None:
    save, close = QPushButton("Save"), QPushButton("Close")
    save.setProperty("primary", True)
    dialog.layout().addWidget(save)
    dialog.layout().addWidget(close)
    close.setDefault(True)
    assert "Enter presses ['Close'], not ['Save']" in shown(dialog)
