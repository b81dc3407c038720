"""What screen readers are told of widgets that draw themselves: Qt knows the role of its own widgets only."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
_ROLE = "stylizer-role"


def give(widget: QWidget, role: QAccessible.Role) -> None:
    """Say what a widget is."""
    _install()
    widget.setProperty(_ROLE, role.value)


@cache
def _install() -> None:
    QAccessible.installFactory(_told)


def _told(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    """What there is to say of a thing; None leaves it to Qt."""
    if not isinstance(thing, QWidget) or thing.property(_ROLE) is None:
        return None
    return QAccessibleWidget(thing, r=Role(thing.property(_ROLE)))
