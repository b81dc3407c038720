"""About: what this is, which version, and under which licences its parts are."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from stylizer_app import __version__
from stylizer_app.libraries import LIBRARIES, Library
from stylizer_app.ui.dialogs import parts
from stylizer_app.ui.look import icons, theme
from stylizer_app.ui.translate import tr

PYTHON = Library("Python", "PSF-2.0", "https://www.python.org", ())


def licences_html() -> str:
    """Return the list of parts as rich text."""
    rows = (
        f'<tr><td style="padding: 3px 16px 3px 0"><a href="{part.home}">{part.title}</a> {part.version}</td>'
        f'<td style="padding: 3px 0">{part.licence}</td></tr>'
        for part in (*LIBRARIES, PYTHON)
    )
    qt = tr(
        "Qt is used as a shared library under the GNU Lesser General Public License, version 3: "
        "you may replace it by your own build."
    )
    art = tr("Drawings, example photos and icons were made for this program and share its licence.")
    return f"<table>{''.join(rows)}</table><p>{qt}</p><p>{art}</p>"


class AboutDialog(QDialog):
    """One page: name, version, one sentence, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Stylizer"))
        self.licences = QTextBrowser(openExternalLinks=True)
        self.licences.setHtml(licences_html())
        self.licences.setAccessibleName(tr("Licences"))
        box, _ = parts.buttons(self)
        layout = parts.column(self)
        layout.addLayout(self._head())
        layout.addWidget(parts.label(tr("Licences"), "heading"))
        layout.addWidget(self.licences, 1)
        layout.addWidget(box)
        box.setFocus()
        self.resize(64 * theme.GRID, 64 * theme.GRID)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icons.app_pixmap(96, self.devicePixelRatioF()))
        texts = QVBoxLayout()
        texts.setSpacing(theme.HALF)
        texts.addStretch()
        texts.addWidget(parts.label("Stylizer", "title"))
        texts.addWidget(parts.label(tr("Version {version}").format(version=__version__), "muted"))
        sentence = tr("Paints photos in the style of paintings, on this computer only: your pictures never leave it.")
        texts.addWidget(parts.label(sentence, wrap=True))
        texts.addWidget(parts.label(tr("Licence: Apache 2.0"), "muted"))
        texts.addStretch()
        row = QHBoxLayout()
        row.setSpacing(3 * theme.GRID)
        row.addWidget(picture)
        row.addLayout(texts, 1)
        return row
