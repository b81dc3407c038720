"""What else the photo could be: all looks, strengths and brushes of one, others like it, shown and taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from stylizer_app.adjustments import ROWS, Adjustments
from stylizer_app.choices.document import Document, StyleChoice
from stylizer_app.choices.styles import find_starter
from stylizer_app.sheet import words
from stylizer_app.system.files import is_file
from stylizer_app.ui import translate
from stylizer_app.ui.background.ways import FindAlike, PaintWays
from stylizer_app.ui.translate import Words, tr
from stylizer_app.ui.values import Way
from stylizer_app.ui.wording import style_title, styles_title
from stylizer_app.ui.workspace.choices import Choices
from stylizer_app.ui.workspace.controller import Controller
from stylizer_app.ui.workspace.style_previews import StylePreviews, style_key

MIXED_IN = 6
"""How many of the nearest looks are mixed into one, of the nine that are like it."""
WEAKER, STRONGER = 0.7, 1.25


class Ways(QObject):
    """Shows ways to paint the photo on the canvas until one is taken or the person leaves."""

    def __init__(self, controller: Controller, choices: Choices, previews: StylePreviews) -> None:
        super().__init__()
        self._controller, self._choices, self._previews = controller, choices, previews
        self._runner, self._view = controller.runner, controller.view
        self._ways: tuple[Way, ...] = ()
        self._columns = 0
        self._kind = ""
        self._by_sliders = False
        self._ticket: int | None = None
        self._own: tuple[StyleChoice, ...] = ()
        controller.changed.connect(self._follow)

    @property
    def shown(self) -> tuple[Way, ...]:
        """What is on the canvas now; empty when nothing is."""
        return self._ways

    @property
    def columns(self) -> int:
        """How many of them stand in a row; 0 for as many as the canvas likes."""
        return self._columns

    def show_own(self, paintings: Sequence[StyleChoice]) -> None:
        """Count these paintings among the looks."""
        self._own = tuple(paintings)

    def all_looks(self) -> None:
        """Show every look on the photo, and every painting of one's own; again, to leave."""
        if not self._leave("looks") and self._document.photo is not None:
            self._show_looks()

    def by_sliders(self, by_sliders: bool) -> None:
        """Show the looks as the sliders stand, or each as it is best."""
        self._by_sliders = by_sliders
        if self._leave("looks"):
            self._show_looks()

    def _show_looks(self) -> None:
        by_sliders = self._by_sliders
        chosen = [self._document.with_style(style) for style in self._styles()]
        best = [replace(document, adjustments=document.usual) for document in chosen]
        differ = chosen != best

        def title() -> str:
            if not differ:
                return tr("All looks on this photo")
            return tr("All looks, as the sliders stand") if by_sliders else tr("All looks, each as it is best")

        ways = [self._way(document.styles[0], document) for document in (chosen if by_sliders else best)]
        self._show("looks", title, ways)
        self._view.show_way_of_looks(by_sliders=by_sliders, differ=differ)

    def strengths_and_brushes(self) -> None:
        """Show the look that is chosen as strong and as fine as it may be."""
        if not self._leave("ways") and self._document.complete:
            brushes = ROWS["brush"].stops
            documents = [
                self._document.with_moved("strength", strength.value).with_moved("brush", brush.value)
                for strength in ROWS["strength"].stops
                for brush in brushes
            ]
            ways = [Way(partial(words, one.adjustments, ("strength", "brush"), tr), str, one) for one in documents]
            styles = self._document.styles
            self._show(
                "ways",
                lambda: tr("{name}: strengths and brushes").format(name=styles_title(styles)),
                ways,
                len(brushes),
            )

    def more_like_this(self) -> None:
        """Show nine neighbours of the look that is chosen: mixed with those that are painted most like it."""
        if self._leave("alike") or not self._document.complete:
            return
        look = heaviest(self._document.styles)
        others = tuple(style for style in self._styles() if style.identity != look.identity)
        task = FindAlike(look, others, self._document.pack, self._document.device)
        self._runner.cancel(self._ticket)
        self._ticket = self._runner.idle(task, lambda found: self._show_alike(look, found), self._fail)

    def take(self, number: int) -> None:
        """Paint in this way from now on."""
        if 0 <= number < len(self._ways):
            way = self._ways[number]
            self.leave()
            self._controller.step(way.document, lambda: tr("Painting: {name}").format(name=way.title()))

    def leave(self) -> None:
        """Show the picture again."""
        self._leave(self._kind)

    @property
    def _document(self) -> Document:
        return self._controller.document

    def _styles(self) -> list[StyleChoice]:
        """Everything on the shelf; without paintings whose files are gone."""
        own = [style for style in self._own if style.path is not None and is_file(style.path)]
        return [*map(StyleChoice, self._choices.paintable), *own]

    def _way(self, style: StyleChoice, document: Document) -> Way:
        """A look or a painting with its caption."""
        found = None if style.path else find_starter(style.name)
        return Way(
            partial(style_title, style),
            lambda: found.credit(translate.spoken()) if found else "",
            document,
            lambda: moved(self._document.adjustments, document.adjustments),
        )

    def _show(self, kind: str, title: Words, ways: Sequence[Way], columns: int = 0) -> None:
        self._kind, self._ways, self._columns = kind, tuple(ways), columns
        self._view.show_ways(title, self._ways, columns, nearest(ways, self._document))
        for number, way in enumerate(ways):
            style = way.document.styles[0]
            as_tiles = kind == "looks" and way.document == self._document.with_style(style)
            known = self._previews.known(style_key(style)) if as_tiles else None
            if known is not None:
                self._view.show_way(number, known)
        task = PaintWays(tuple(way.document for way in ways))
        self._ticket = self._runner.idle(task, lambda painted: self._view.show_way(*painted), self._fail)

    def _show_alike(self, look: StyleChoice, found: Sequence[StyleChoice]) -> None:
        if not self._document.complete:  # it was closed meanwhile
            return
        ways = [self._mixed(look, other, 1) for other in found[:MIXED_IN]]
        ways += [self._mixed(look, other, 2) for other in found[:1]]
        for factor in (WEAKER, STRONGER):
            alone = self._document.with_style(look)
            moved = alone.with_moved("strength", round(alone.adjustments.strength * factor))
            ways.append(Way(partial(style_title, look), partial(words, moved.adjustments, ("strength",), tr), moved))
        self._show("alike", lambda: tr("More like {name}").format(name=style_title(look)), ways, 3)

    def _mixed(self, look: StyleChoice, other: StyleChoice, parts: int) -> Way:
        """Two parts of a look and so many of another one."""
        styles = (replace(look, weight=2.0), replace(other, weight=float(parts)))
        share = round(100 * 2 / (2 + parts))
        return Way(
            partial(styles_title, (look, other)),
            lambda: f"{share} % + {100 - share} %",
            self._document.with_styles(styles),
        )

    def _leave(self, kind: str) -> bool:
        """Take what is shown away; whether it was of this kind."""
        was, self._kind = self._kind, ""
        self._runner.cancel(self._ticket)
        self._ticket = None
        if was:
            self._ways = ()
            self._view.hide_ways()
        return bool(was) and was == kind

    def _follow(self, document: Document) -> None:
        """Ways of another photo, or of networks that are not used any more, are no choice."""
        if self._ways:
            shown = self._ways[0].document
            if (document.photo, document.pack, document.device) != (shown.photo, shown.pack, shown.device):
                self.leave()

    def _fail(self, error: Exception | None) -> None:
        self._ticket = None
        if error is not None:
            self._controller.fail(error)


def heaviest(styles: Sequence[StyleChoice]) -> StyleChoice:
    """The one that a mixture is made of most."""
    return max(styles, key=lambda style: style.weight)


def nearest(ways: Sequence[Way], now: Document) -> int:
    """Which of the ways is the most like what is chosen now: of the same look, then by its sliders."""

    def likeness(number: int) -> tuple[bool, float, float]:
        document = ways[number].document
        same = bool(now.styles) and document.styles[0].identity == heaviest(now.styles).identity
        here, there = now.adjustments, document.adjustments
        return same, -abs(here.strength - there.strength), -abs(here.brush - there.brush)

    return max(range(len(ways)), key=likeness)


def moved(now: Adjustments, then: Adjustments) -> str:
    """Which sliders stand elsewhere then, and where."""
    before, after = now.values(), then.values()
    return words(then, [name for name in after if after[name] != before[name]], tr)
