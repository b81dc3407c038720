"""The window's table from a reason to a sentence: in its own language, and with the places where things are set."""

from __future__ import annotations

from stylizer_app.errors import StylizerError
from stylizer_app.errors.sentences import Sentences
from stylizer_app.ui.translate import tr
from stylizer_app.ui.wording import devices, fetching, files, packs, painting, usage

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
)


def sentence(error: StylizerError) -> str:
    """Return what to tell the person about an error."""
    return _OURS.of(error.reason, error.subject, tr("The picture"))
