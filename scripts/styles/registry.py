"""The twelve starter styles: what they are called and who draws them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scripts.styles.charcoal import charcoal
from scripts.styles.field import Field
from scripts.styles.glass import stained_glass
from scripts.styles.kaleidoscope import kaleidoscope
from scripts.styles.marble import marble
from scripts.styles.mosaic import mosaic
from scripts.styles.prints import blueprint, woodcut
from scripts.styles.strokes import autumn_oil, impasto, pointillism
from scripts.styles.washes import ink_wash, watercolour


@dataclass(frozen=True)
class StarterStyle:
    """One starter style; ``draw`` makes its picture (SIZE, SIZE, 3), sRGB 0..1, from a seeded generator."""

    name: str
    title: str
    title_it: str
    description: str
    description_it: str
    draw: Callable[[np.random.Generator], Field]
    seed: int = 7


STYLES = (
    StarterStyle(
        "ink-wash",
        "Ink wash",
        "China",
        "Diluted black ink on rice paper, with mist and a red seal.",
        "Inchiostro nero diluito su carta di riso, con nebbia e un sigillo rosso.",
        ink_wash,
    ),
    StarterStyle(
        "woodcut",
        "Woodcut",
        "Xilografia",
        "Bold black cuts in wood, printed with ochre and vermilion.",
        "Tagli neri e decisi nel legno, stampati con ocra e vermiglio.",
        woodcut,
    ),
    StarterStyle(
        "mosaic",
        "Mosaic",
        "Mosaico",
        "Small square stones and golden glass set in rows.",
        "Piccole tessere quadrate di pietra e vetro dorato, posate in file.",
        mosaic,
    ),
    StarterStyle(
        "stained-glass",
        "Stained glass",
        "Vetrata",
        "Glowing panes of coloured glass between dark lead.",
        "Lastre luminose di vetro colorato tra piombi scuri.",
        stained_glass,
    ),
    StarterStyle(
        "pointillism",
        "Pointillism",
        "Puntinismo",
        "Dots of pure colour that mix in the eye.",
        "Punti di colore puro che si fondono nell'occhio.",
        pointillism,
    ),
    StarterStyle(
        "impasto",
        "Impasto",
        "Impasto",
        "Thick whirling strokes of blue and yellow.",
        "Pennellate dense e vorticose di blu e giallo.",
        impasto,
    ),
    StarterStyle(
        "charcoal",
        "Charcoal",
        "Carboncino",
        "Charcoal hatching and white chalk on grey paper.",
        "Tratteggio a carboncino e gesso bianco su carta grigia.",
        charcoal,
    ),
    StarterStyle(
        "watercolour",
        "Watercolour",
        "Acquerello",
        "Transparent washes with wet edges on white paper.",
        "Velature trasparenti dai bordi bagnati su carta bianca.",
        watercolour,
    ),
    StarterStyle(
        "kaleidoscope",
        "Kaleidoscope",
        "Caleidoscopio",
        "Splinters of bright glass between mirrors.",
        "Schegge di vetro brillante tra gli specchi.",
        kaleidoscope,
    ),
    StarterStyle(
        "blueprint",
        "Blueprint",
        "Cianografia",
        "White construction lines on Prussian blue.",
        "Linee bianche di progetto su blu di Prussia.",
        blueprint,
    ),
    StarterStyle(
        "marble",
        "Marble",
        "Marmo",
        "Polished green stone with veins of gold.",
        "Pietra verde levigata con venature d'oro.",
        marble,
    ),
    StarterStyle(
        "autumn-oil",
        "Autumn oil",
        "Autunno",
        "Oil dabs in the red and gold of an autumn wood.",
        "Tocchi a olio nei rossi e negli ori di un bosco d'autunno.",
        autumn_oil,
    ),
)
"""The starter styles in the order in which they are offered."""
