"""Tests of what painted pictures are corrected for."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the training tests need the onnx package (extra dev)")
pytest.importorskip("torch", reason="torch is not installed (extra `train`)")

import torch


def stripes(period: int, side: int = 96) -> np.ndarray:
    """Upright black and white stripes, (side, side, 3) uint8."""
    row = (np.arange(side) // (period // 2) % 2 * 255).astype(np.uint8)
    return np.broadcast_to(row[None, :, None], (side, side, 3)).copy()


class TestTheLosses:
    def test_a_gram_matrix_holds_mean_products(self):
        from scripts.training.paintings.vgg import gram

        features = torch.tensor([[[[1.0, 2.0]], [[3.0, -1.0]]]])
        assert gram(features).tolist() == [[[2.5, 0.5], [0.5, 5.0]]]

    def test_style_distance_is_relative_to_the_painting(self):
        from scripts.training.paintings.perceptual import style_distances
        from scripts.training.paintings.vgg import STYLE_LAYERS

        wanted = {layer: torch.tensor([[[3.0, 0.0], [0.0, 4.0]]]) for layer in STYLE_LAYERS}
        found = {layer: torch.zeros(1, 2, 2) for layer in STYLE_LAYERS} | {STYLE_LAYERS[0]: wanted[STYLE_LAYERS[0]]}
        assert style_distances(found, wanted).tolist() == [0.75]
        assert style_distances(wanted, wanted).tolist() == [0]

    def test_content_distance_is_relative_to_the_photo_or_an_ordinary_one(self):
        from scripts.training.paintings.perceptual import content_distances
        from scripts.training.paintings.vgg import CONTENT_LAYER

        photos = torch.tensor([2.0, 0.1]).view(2, 1, 1, 1).expand(2, 4, 3, 3)
        found = content_distances({CONTENT_LAYER: photos + 1}, photos, least=1.0)
        assert found.tolist() == pytest.approx([0.25, 1.0])

    def test_roughness_is_the_mean_step_between_neighbours(self):
        from scripts.training.paintings.perceptual import roughness

        ramp = (torch.arange(5) / 10).expand(1, 3, 4, 5)
        assert float(roughness(ramp)) == pytest.approx(0.1)

    def test_a_weave_is_regular_and_noise_is_not(self):
        from scripts.training.paintings.contents import tensor
        from scripts.training.paintings.perceptual import regularity

        noise = np.random.default_rng(1).integers(0, 256, (96, 96, 3)).astype(np.uint8)
        woven = (noise // 2 + stripes(4) // 2).astype(np.uint8)
        values = regularity(torch.cat([tensor(p) for p in (noise, woven)])).tolist()
        assert 1 <= values[0] < 1.5
        assert values[1] > 5

    def test_a_cloud_in_a_flat_sky_is_invented_and_a_painted_ridge_is_not(self):
        from scripts.training.paintings.perceptual import invention

        sky, ridge = torch.full((1, 3, 64, 64), 0.5), torch.full((1, 3, 64, 64), 0.5)
        ridge[:, :, 32:] = 0.1
        assert float(invention(sky, sky)) == 0
        assert float(invention(ridge, sky)) > 0.02
        assert float(invention(ridge, ridge)) < 1e-6
        arc = sky.clone()
        arc[:, :, 32:] += torch.tensor([0.24, -0.0714, 0.0])[:, None, None]  # another colour of the same lightness
        assert float(invention(arc, sky)) > 0.005

    def test_less_contrast_than_photo_and_painting_is_dull_and_a_flat_photo_stays_flat(self):
        from scripts.training.paintings.perceptual import dullness, spread

        photo = torch.linspace(0.1, 0.9, 64).expand(1, 3, 64, 64)
        wanted = spread(photo) / 2  # a painting of half the contrast
        assert float(dullness(0.5 + (photo - 0.5) / 2, photo, wanted)) < 1e-8
        paler = 0.5 + (photo - 0.5) / 4
        assert float(dullness(paler, photo, wanted)) == pytest.approx(float(wanted) ** 2 / 4, rel=1e-3)
        flat = torch.full_like(photo, 0.5)
        assert float(dullness(flat, flat, wanted)) == 0

    def test_light_in_dark_places_is_inverted_and_another_palette_is_not(self):
        from scripts.training.paintings.perceptual import inversion

        photo = torch.linspace(0.1, 0.9, 64).expand(1, 3, 64, 64)
        palette = torch.tensor([0.2, 0.9, 0.4])[:, None, None]
        assert float(inversion(photo * palette, photo)) < 0.01
        assert float(inversion(1 - photo, photo)) > 1.5
        assert float(inversion(1 - photo, torch.full_like(photo, 0.5))) < 0.01

    def test_lines_on_skin_are_wrinkles_and_elsewhere_are_not(self):
        from scripts.training.paintings.skin import skin, wrinkles

        faces = torch.tensor([[0.86, 0.66, 0.56], [0.45, 0.29, 0.21]])  # a fair and a dark one
        others = torch.tensor([[0.3, 0.5, 0.8], [0.5, 0.5, 0.5], [0.2, 0.5, 0.2], [0.9, 0.1, 0.1], [0.02, 0.01, 0.01]])
        flat = torch.cat([faces, others])[:, :, None, None].expand(-1, -1, 64, 64)
        assert skin(flat).mean((1, 2)).round(decimals=1).tolist() == [1, 1, 0, 0, 0, 0, 0]
        lined = flat.clone()
        lined[..., ::6] *= 0.8
        found = wrinkles(lined, flat).tolist()
        assert min(found[:2]) > 0.01
        assert max(found[2:]) < 1e-3
        assert wrinkles(lined, lined).max() == 0, "lines that the photo has"
        assert wrinkles(flat * torch.tensor([0.5, 0.9, 1.1])[:, None, None], flat).max() == 0, "another palette"

    def test_one_hand_makes_the_same_strokes_in_any_colours_and_photos_make_none(self):
        from scripts.training.paintings.hands import likeness, strokes

        rows, columns = torch.meshgrid(torch.arange(96.0), torch.arange(96.0), indexing="ij")
        photo = (0.5 + 0.3 * torch.sin(rows / 9))[None, None].expand(1, 3, -1, -1)
        across, down = ((0.1 * torch.sin(x))[None, None] for x in (columns, rows))
        blue, red = torch.tensor([0.2, 0.5, 0.9])[:, None, None], torch.tensor([0.9, 0.4, 0.1])[:, None, None]
        first, recoloured, other = (
            strokes((photo + made) * palette, photo) for made, palette in ((across, blue), (across, red), (down, red))
        )
        assert float(likeness(first, recoloured)) > 0.98
        assert abs(float(likeness(first, other))) < 0.1
        assert strokes(photo * blue, photo).abs().max() < 0.02 * first.abs().max()

    def test_what_crops_have_in_common_is_their_mean(self):
        from scripts.training.paintings.perceptual import averaged, stacked
        from scripts.training.paintings.vgg import STYLE_LAYERS

        two = stacked([{layer: torch.full((1, 2, 2), k) for layer in STYLE_LAYERS} for k in (1.0, 4.0)])
        assert averaged(two, 1)["2_1"].tolist() == [[[2.5, 2.5], [2.5, 2.5]]]
        assert torch.equal(averaged(two, 2)["2_1"], two["2_1"])

    def test_a_fine_octave_that_paints_nothing_is_given_the_photo(self):
        from scripts.training.paintings.fine import fine_task

        photo = torch.nn.functional.interpolate(torch.rand(1, 3, 12, 12), size=(96, 96), mode="bicubic").clamp(0, 1)
        grey = photo.mean(1, keepdim=True).expand(-1, 3, -1, -1)
        assert (fine_task(grey, lambda small: small) - grey).abs().mean() < 0.005
        negative = fine_task(grey, lambda small: 1 - small)
        assert (negative - (1 - grey)).abs().mean() < 0.02
