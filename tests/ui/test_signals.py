"""Typed signals: at run time they are Qt's own, and hand Python objects over untouched."""

from pathlib import Path

from PySide6.QtCore import QObject

from stylizer_app.ui.signals import TypedSignal


class Sender(QObject):
    one = TypedSignal[Path | None]()
    two = TypedSignal[tuple[Path, ...], Exception]()


def test_every_slot_receives_the_very_object_that_was_emitted(qapp):
    sender, seen = Sender(), []
    sender.one.connect(seen.append)
    path = Path("a")
    for value in (path, None):
        sender.one.emit(value)
    assert seen == [path, None]
    assert seen[0] is path


def test_a_signal_carries_several_values(qapp):
    sender, seen = Sender(), []
    sender.two.connect(lambda paths, error: seen.append((paths, error)))
    values = ((Path("a"), Path("b")), ValueError("no"))
    sender.two.emit(*values)
    assert seen == [values]


def test_each_sender_has_its_own_listeners(qapp):
    sender, other, seen = Sender(), Sender(), []
    sender.one.connect(seen.append)
    other.one.emit(Path("a"))
    assert seen == []
