"""Amounts and names in words for the window: in the person's own language and number format."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLocale

from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.engine.progress import Doing, Step
from stylizer_app.imaging.geometry import Size
from stylizer_app.system.file_names import LONGEST, shortened
from stylizer_app.ui import translate
from stylizer_app.ui.translate import tr

ROOM = len(" (999).jpeg")
"""What a proposed name leaves for a suffix, and for a number where the name is taken."""


def file_size(amount: float) -> str:
    """Return bytes as "3.2 MB" or "425 MB": two digits tell enough."""
    form = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    leading = amount
    while leading >= 1024:
        leading /= 1024
    return QLocale().formattedDataSize(round(amount), 0 if leading >= 10 else 1, form)


def duration(seconds: float) -> str:
    """Return seconds as "6 s" or "2 min 10 s"; from ten minutes on, whole minutes."""
    whole = max(1, round(seconds))
    if whole < 60:
        return tr("{seconds} s").format(seconds=whole)
    if whole < 600 and whole % 60:
        return tr("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    return tr("{minutes} min").format(minutes=round(whole / 60))


def pixel_size(size: Size) -> str:
    """Return a size as "6016 × 4016"."""
    return f"{size.width} × {size.height}"


def megapixel_size(size: Size) -> str:
    """Return a size as "6016 × 4016, 24 MP"."""
    megapixels = QLocale().toString(size.megapixels, "f", 0 if size.megapixels >= 10 else 1)
    return tr("{size}, {megapixels} MP").format(size=pixel_size(size), megapixels=megapixels)


def starter_titles() -> dict[str, str]:
    """The looks' titles in the window's language, by their names."""
    from stylizer_app.choices.styles import starter_styles

    return {style.name: style.title(translate.spoken()) for style in starter_styles()}


def style_title(style: StyleChoice) -> str:
    """What a painting is called: a starter by its title, a file by its name."""
    return style.name if style.path else starter_titles().get(style.name, style.name)


def styles_title(styles: Iterable[StyleChoice]) -> str:
    """What a mixture is called: "The Scream + Woodcut"."""
    return " + ".join(map(style_title, styles))


def mixture_title(document: Document) -> str:
    """What the paintings of a document are called in a file's name: "the scream + woodcut"."""
    titles = starter_titles()
    styles = [style.name if style.path else titles.get(style.name, style.name).lower() for style in document.styles]
    return " + ".join(styles)


def proposed_name(document: Document) -> str:
    """The name under which a result is proposed to be saved: "photo - painting", in the window's language."""
    parts = (document.photo.name if document.photo else "", mixture_title(document))
    return shortened(" - ".join(part for part in parts if part), LONGEST - ROOM)


def previewing(what: Doing) -> str:
    """What is being painted for the canvas: the picture, or finer layers of it."""
    return refining(what) or tr("Painting…")


def refining(what: Doing | None) -> str:
    """Which of the finer layers is being painted; "" while it is none of them."""
    if isinstance(what, Step) and what.number > 1:
        return tr("Refining {number} of {count}…").format(number=what.number, count=what.count)
    return ""


def doing(what: Doing) -> str:
    """What the engine does, in words: a step of painting is a layer; names stay as they are."""
    if isinstance(what, Step):
        return tr("layer {number} of {count}").format(number=what.number, count=what.count)
    return what
