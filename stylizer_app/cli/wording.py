"""The terminal's words for a reason: the plain English sentence and, where one helps, the flag or command for it."""

from __future__ import annotations

from stylizer_app.errors import StylizerError
from stylizer_app.errors.picture import PictureFault, TooLarge
from stylizer_app.errors.save import SaveFault


def sentence(error: StylizerError) -> str:
    """Return what to tell the person, on one line; its advice comes last, and the flag for it in brackets."""
    helps = _flag(error)
    return f"{str(error).removesuffix('.')} ({helps})." if helps else str(error)


def _flag(error: StylizerError) -> str:
    match error.reason:
        case TooLarge():
            return "--max-pixels"
        case PictureFault.TRUNCATED:
            return "--allow-truncated"
        case SaveFault.EXISTS:
            return "--overwrite replace"
        case _:
            return ""
