"""The canvas in the middle of the window: photo and painted picture, wipe, zoom and pan."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDrag, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stylizer_app.imaging.geometry import Size
from stylizer_app.ui import theme
from stylizer_app.ui.images import Levels
from stylizer_app.ui.translate import tr
from stylizer_app.ui.widgets.canvas_drop import CanvasDrop
from stylizer_app.ui.widgets.canvas_input import CanvasInput
from stylizer_app.ui.widgets.canvas_paint import Cache, Mode, Scene, paint, paint_empty
from stylizer_app.ui.widgets.viewport import Viewport

SMOOTH_AFTER = 140
"""Milliseconds after the last zoom or pan until a large view is drawn smoothly."""
LARGE = 2_500_000
"""Device pixels above which a moving view is drawn coarsely."""


class Canvas(QWidget):
    """Shows pictures that others made; decides nothing but how they are looked at."""

    mode_changed = Signal(int)
    zoom_changed = Signal(float, bool)
    pixels_needed = Signal(int)
    offered = Signal(object, object)
    browse_requested = Signal()
    drag_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene(Viewport(), None, None, Mode.WIPE, 0.5)
        self._cache = Cache()
        self._held: Mode | None = None
        self._input = CanvasInput(self)
        self._drop = CanvasDrop(self)
        self._smooth = QTimer(self, singleShot=True, interval=SMOOTH_AFTER)
        self._smooth.timeout.connect(self._draw_smoothly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 200)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Canvas"))
        self._describe()

    def sizeHint(self) -> QSize:
        """Room for a picture."""
        return QSize(720, 540)

    def show_photo(self, levels: Levels | None, size: Size | None) -> None:
        """Show the photo; ``size`` is that of the full picture. Another size starts a new view."""
        picture = (size.width, size.height) if size else (1, 1)
        viewport = self.scene.viewport
        if viewport.picture != picture or levels is None:
            viewport = replace(viewport, picture=picture).fitted()
        self._set(replace(self.scene, before=levels, after=self.scene.after if levels else None, viewport=viewport))
        self._tell_view()

    def show_painting(self, levels: Levels | None) -> None:
        """Show the painted picture over the photo."""
        self._set(replace(self.scene, after=levels))
        self._describe()

    def set_mode(self, mode: Mode) -> None:
        """Show the photo, both, or the painted picture."""
        self._held = None
        if mode is not self.scene.mode:
            self._set(replace(self.scene, mode=mode))
            self._describe()
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
        self._describe()

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
        levels = self.scene.after or self.scene.before
        return levels.images[0].copy() if levels else None

    def start_drag(self, path: str) -> None:
        """Let the person drag the painted picture out as a file."""
        levels = self.scene.after
        if levels is None:
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path)])
        drag = QDrag(self)
        drag.setMimeData(mime)
        thumbnail = levels.images[-1].scaled(160, 160, Qt.AspectRatioMode.KeepAspectRatio)
        from PySide6.QtGui import QPixmap

        drag.setPixmap(QPixmap.fromImage(thumbnail))
        drag.exec(Qt.DropAction.CopyAction)

    def drag_ready(self, path: str) -> None:
        """The file that ``drag_wanted`` asked for is there; drag it if the button is still down."""
        self._input.drag_ready(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pictures, or what an empty canvas says."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colours().color("canvas"))
        scene = replace(self.scene, focused=self.hasFocus())
        if scene.before is None and scene.after is None:
            title, text = tr("Drop a photo here"), tr("or click to choose one. Then drop a painting on the left.")
            paint_empty(painter, QRectF(self.rect()), "photo", title, text, self.devicePixelRatioF())
            if scene.focused:
                self._paint_focus(painter)
        else:
            paint(painter, scene, self._cache)
            if scene.focused and not scene.wiping:
                self._paint_focus(painter)
        self._drop.paint(painter)
        painter.end()

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

    def event(self, event: QEvent) -> bool:
        """Hand mouse, wheel, keys and drops to those who know them."""
        if self._drop.handle(event) or self._input.handle(event):
            return True
        return super().event(event)

    def widget_point(self, point: QPointF) -> tuple[float, float]:
        """A point as the viewport takes it."""
        return point.x(), point.y()

    def _set(self, scene: Scene) -> None:
        self.scene = scene
        self.update()

    def _draw_smoothly(self) -> None:
        self._set(replace(self.scene, fast=False))

    def _tell_view(self) -> None:
        viewport = self.scene.viewport
        self.zoom_changed.emit(viewport.actual_zoom, viewport.fits)
        if self.scene.before is not None:
            self.pixels_needed.emit(viewport.device_long_side)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setPen(theme.colours().color("accent"))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _describe(self) -> None:
        """Say in words what is seen, for screen readers."""
        if self.scene.before is None:
            text = tr("Empty. Drop a photo, or press Enter to choose one.")
        elif self.scene.after is None:
            text = tr("Shows the photo.")
        else:
            names = {Mode.PHOTO: tr("Shows the photo."), Mode.RESULT: tr("Shows the painted picture.")}
            share = round(self.scene.wipe * 100)
            both = tr("Photo left, painted picture right; the line is at {share} %.").format(share=share)
            text = names.get(self.scene.mode, both)
        self.setAccessibleDescription(text)
