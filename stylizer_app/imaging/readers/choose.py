"""Which reader opens which format."""

from __future__ import annotations

from collections.abc import Callable

from stylizer_app.imaging.opening import PictureFile
from stylizer_app.imaging.raster import Reader
from stylizer_app.imaging.readers.avif import AvifReader
from stylizer_app.imaging.readers.bmp import BmpReader
from stylizer_app.imaging.readers.gif import GifReader
from stylizer_app.imaging.readers.heic import HeicReader
from stylizer_app.imaging.readers.jpeg import JpegReader
from stylizer_app.imaging.readers.jpeg2000 import Jpeg2000Reader
from stylizer_app.imaging.readers.png import PngReader
from stylizer_app.imaging.readers.tiff import TiffReader
from stylizer_app.imaging.readers.webp import WebpReader

_READERS: dict[str, Callable[[PictureFile, int], Reader]] = {
    "avif": AvifReader,
    "bmp": BmpReader,
    "gif": GifReader,
    "heic": HeicReader,
    "jpeg": JpegReader,
    "jpeg2000": Jpeg2000Reader,
    "png": PngReader,
    "tiff": TiffReader,
    "webp": WebpReader,
}


def open_reader(file: PictureFile, max_pixels: int) -> Reader:
    """Open a file by its format. Raises PictureError, or anything for a damaged file."""
    return _READERS[file.form.name](file, max_pixels)
