"""What the canvas shows and how it is looked at: photo and painted picture, wipe, zoom and pan."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stylizer_app.imaging.geometry import Size
from stylizer_app.ui.look import roles, theme
from stylizer_app.ui.look.images import Levels
from stylizer_app.ui.look.kept import with_kept
from stylizer_app.ui.signals import TypedSignal
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Offer, Slot
from stylizer_app.ui.widgets.canvas.paint import Cache
from stylizer_app.ui.widgets.canvas.scene import Mode, Scene, describe
from stylizer_app.ui.widgets.canvas.viewport import Viewport

SMOOTH_AFTER = 140
"""Milliseconds after the last zoom or pan until a large view is drawn smoothly."""
LARGE = 2_500_000
"""Device pixels above which a moving view is drawn coarsely."""


class CanvasView(QWidget):
    """Shows pictures that others made; decides nothing but how they are looked at. What it looks like is Canvas's."""

    mode_changed = Signal(int)
    zoom_changed = Signal(float, bool)
    pixels_needed = Signal(int)
    offered = TypedSignal[Offer, Slot]()
    browse_requested = Signal()
    drag_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene(Viewport(), None, None, Mode.WIPE, 0.5)
        self._cache = Cache()
        self._held: Mode | None = None
        self._smooth = QTimer(self, singleShot=True, interval=SMOOTH_AFTER)
        self._smooth.timeout.connect(lambda: self._set(replace(self.scene, fast=False)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        roles.give(self, roles.Role.Graphic)
        self.setAccessibleName(tr("Canvas"))
        self.setAccessibleDescription(describe(self.scene))

    def sizeHint(self) -> QSize:
        """Room for a picture."""
        return QSize(720, 540)

    def show_photo(self, levels: Levels | None, size: Size | None) -> None:
        """Show the photo; ``size`` is that of the full picture. Another size starts a new view."""
        picture = (size.width, size.height) if size else (1, 1)
        if levels is None:
            self._cache.clear()
        viewport = self.scene.viewport
        if viewport.picture != picture or levels is None:
            viewport = replace(viewport, picture=picture).fitted()
        self._set(replace(self.scene, before=levels, after=self.scene.after if levels else None, viewport=viewport))
        self._tell_view()

    def show_painting(self, levels: Levels | None) -> None:
        """Show the painted picture over the photo."""
        self._set(replace(self.scene, after=levels, stale=False))
        self.setAccessibleDescription(describe(self.scene))

    def show_stale(self, stale: bool) -> None:
        """Dim the painted picture: it is not what was chosen last."""
        if stale != self.scene.stale:
            self._set(replace(self.scene, stale=stale))
            self.setAccessibleDescription(describe(self.scene))

    def show_kept(self, kept: QImage | None) -> None:
        """Show the photo's own pixels in the painted picture, where this image is opaque; None shows paint alone."""
        self._set(replace(self.scene, kept=kept))
        self.setAccessibleDescription(describe(self.scene))

    def show_doing(self, doing: str) -> None:
        """Say what is being painted; an empty text when nothing is."""
        if doing != self.scene.doing:
            self._set(replace(self.scene, doing=doing))
            self.setAccessibleDescription(describe(self.scene))

    def set_mode(self, mode: Mode) -> None:
        """Show the photo, both, or the painted picture."""
        self._held = None
        if mode is not self.scene.mode:
            self._set(replace(self.scene, mode=mode))
            self.setAccessibleDescription(describe(self.scene))
            self.mode_changed.emit(int(mode))

    def hold_original(self, held: bool) -> None:
        """Show the photo for as long as this is held."""
        if held and self._held is None:
            self._held = self.scene.mode
            self._set(replace(self.scene, mode=Mode.PHOTO))
        elif not held and self._held is not None:
            mode, self._held = self._held, None
            self._set(replace(self.scene, mode=mode))

    def set_wipe(self, wipe: float) -> None:
        """Move the line between the two pictures, 0 left to 1 right."""
        self._set(replace(self.scene, wipe=min(max(wipe, 0.0), 1.0)))
        self.setAccessibleDescription(describe(self.scene))

    def look(self, viewport: Viewport) -> None:
        """Look at another part, or at another zoom."""
        if viewport != self.scene.viewport:
            pixels = self.width() * self.height() * viewport.ratio**2
            self._set(replace(self.scene, viewport=viewport, fast=pixels > LARGE))
            if self.scene.fast:
                self._smooth.start()
            self._tell_view()

    def fit(self) -> None:
        """Show the whole picture."""
        self.look(self.scene.viewport.fitted())

    def actual_size(self) -> None:
        """One pixel of the picture on one of the screen."""
        self.look(self.scene.viewport.with_zoom(1.0))

    def zoom(self, steps: float) -> None:
        """Zoom in or out around the middle."""
        self.look(self.scene.viewport.stepped(steps))

    def current_image(self) -> QImage | None:
        """A copy of the painted picture as far as it has been refined, or of the photo."""
        scene, levels = self.scene, self.scene.after or self.scene.before
        if scene.after is not None and scene.before is not None and scene.kept is not None:
            painted = scene.after.images[0]
            return with_kept(painted, scene.before.for_width(painted.width()), scene.kept)
        return levels.images[0].copy() if levels else None

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the view."""
        size, ratio = self.size(), self.devicePixelRatioF()
        viewport = self.scene.viewport.resized((float(size.width()), float(size.height())), ratio)
        self.scene = replace(self.scene, viewport=viewport)
        self._tell_view()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if theme.is_restyle(event):
            self._cache.clear()
            self.update()
        super().changeEvent(event)

    def _set(self, scene: Scene) -> None:
        self.scene = scene
        self.update()

    def _tell_view(self) -> None:
        viewport = self.scene.viewport
        self.zoom_changed.emit(viewport.actual_zoom, viewport.fits)
        if self.scene.before is not None:
            self.pixels_needed.emit(viewport.device_long_side)
