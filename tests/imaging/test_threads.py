"""Several threads decode at once without disturbing one another's switches."""

from __future__ import annotations

import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageFile

from stylizer_app.errors import PictureError
from stylizer_app.errors.picture import PictureFault
from stylizer_app.imaging.decode import decode
from stylizer_app.imaging.pillow_guard import pillow_ready

from .files import noise, saved


def test_strict_and_tolerant_decoding_side_by_side() -> None:
    whole = saved(noise(120, 120), "JPEG")
    half = whole[: len(whole) // 2]

    def strict(_: int) -> str:
        try:
            decode(half)
        except PictureError as error:
            return "refused" if error.reason is PictureFault.TRUNCATED else str(error)
        return "accepted"

    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters)
    with ThreadPoolExecutor(6) as pool:
        refused = [pool.submit(strict, number) for number in range(60)]
        accepted = [pool.submit(decode, half, allow_truncated=True) for _ in range(60)]
        assert {future.result() for future in refused} == {"refused"}
        assert all(future.result().notes for future in accepted)
    assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters))


def test_a_tolerant_reader_waits_for_the_strict_ones() -> None:
    entered, order = threading.Event(), []

    def tolerant() -> None:
        entered.set()
        with pillow_ready(tolerant=True):
            order.append("tolerant")

    thread = threading.Thread(target=tolerant)
    with pillow_ready(), pillow_ready():
        thread.start()
        assert entered.wait(5)
        thread.join(0.05)
        order.append("strict")
    thread.join(5)
    assert order == ["strict", "tolerant"]
