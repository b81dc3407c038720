"""The window's table from a reason to a sentence: in its own language, and with the places where things are set."""

from __future__ import annotations

from pathlib import Path

from stylizer_app.errors import PictureError, StylizerError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.errors.sentences import Sentences
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import devices, fetching, files, packs, painting, usage
from stylizer_app.ui.wording.quotes import quoted

_OURS = Sentences(
    picture=files.picture,
    save=files.save,
    archive=fetching.archive,
    pack=packs.pack,
    style=painting.style,
    device=devices.device,
    advice=devices.advice,
    memory=painting.memory,
    usage=usage.usage,
    libraries=fetching.libraries,
    named=quoted,
)


def sentence(error: StylizerError) -> str:
    """Return what to tell the person about an error; a picture that is there is named without its folder."""
    subject = error.subject
    if isinstance(error, PictureError) and isinstance(subject, Path) and error.reason is not PictureFault.MISSING:
        subject = Path(subject.name)
    return _OURS.of(error.reason, subject, tr("The picture"))


def reason(error: Exception) -> str:
    """Any failure in a sentence."""
    if isinstance(error, StylizerError):
        return sentence(error)
    if isinstance(error, MemoryError):
        return tr("There is not enough memory for this.")
    return tr("Something unexpected went wrong.")
