"""The language of the window: translators for our own strings and Qt's, and a pseudo-language that tests layouts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from stylizer_app.system import paths

Language = Literal["system", "en", "it"]
LANGUAGES = {"en": "English", "it": "Italiano"}
"""Every language that the window speaks, named in itself."""

Words = Callable[[], str]
"""Says something in the language spoken now: what stays on the screen is said anew when that is another one."""

CONTEXT = "Stylizer"
_OWN = "stylizer-translator"


def tr(text: str) -> str:
    """Return a string of the window in the language spoken; fill in ``{names}`` afterwards."""
    return QCoreApplication.translate(CONTEXT, text)


class PseudoTranslator(QTranslator):
    """Says everything twice: what still fits with this fits in any language."""

    def isEmpty(self) -> bool:
        """Never empty: Qt asks before it installs."""
        return False

    def translate(self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """Return the string twice; Qt's own strings, key names among them, stay."""
        return f"{text} {text}" if context == CONTEXT else None


def install(app: QApplication, language: Language = "system") -> str:
    """Speak a language from now on; what is shown already keeps its words. Return the code of the language spoken."""
    _forget(app)
    code = resolved(language)
    app.setProperty("stylizer-language", code)
    QLocale.setDefault(QLocale(code) if language != "system" else QLocale.system())
    if code != "en":
        _load(app, f"stylizer_{code}", str(paths.bundled("resources", "translations")))
        _load(app, f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return code


def install_pseudo(app: QApplication, right_to_left: bool = False) -> None:
    """Say everything twice and, if asked to, from right to left."""
    _forget(app)
    translator = PseudoTranslator(app)
    translator.setObjectName(_OWN)
    app.installTranslator(translator)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def spoken() -> str:
    """Return the code of the language spoken now."""
    app = QApplication.instance()
    return str((app.property("stylizer-language") if app else None) or "en")


def resolved(language: Language) -> str:
    """Return the code that a choice stands for: the system's first language that we speak, else English."""
    if language != "system":
        return language
    wanted = (QLocale(name).name().split("_")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in LANGUAGES), "en")


def _load(parent: QObject, name: str, folder: str) -> None:
    translator = QTranslator(parent)
    translator.setObjectName(_OWN)
    if translator.load(name, folder):
        QApplication.installTranslator(translator)


def _forget(app: QApplication) -> None:
    for translator in app.findChildren(QTranslator, _OWN):
        app.removeTranslator(translator)
        translator.setParent(None)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
