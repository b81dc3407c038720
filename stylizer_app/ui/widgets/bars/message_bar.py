"""The quiet message over the canvas: one sentence, what can be done about it, and a way to close it."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QEnterEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from stylizer_app.ui.look import icons, palette, theme
from stylizer_app.ui.translate import tr
from stylizer_app.ui.values import Action, Message
from stylizer_app.ui.widgets.basics.buttons import tool_button

PASSING = 15_000
"""Milliseconds until a message that need not be answered goes away."""
CARD = 90_000
"""The same for a card, which has more to offer."""
THUMBNAIL, SMALL = 72, 44
"""Long side of a card's picture, and where there is little room."""
WIDEST, STRETCHED = 760, 960
"""How wide a message gets, and how wide where that brings its sentence to one line."""
SENTENCE = 300
"""Pixels that a sentence needs to have its buttons beside it, not below."""
ROOMY = 520
"""Pixels from which on a card has its larger picture."""
HIGHEST, CARD_HIGHEST = 0.4, 0.8
"""Share of the height of what lies below that a sentence may cover, or a card, whose buttons take more of it and whose
file name must be read; a longer text is shortened, its tooltip is not."""


class MessageBar(QWidget):
    """Floats at the top of ``over``, or ``low``, and moves nothing. Shows the latest message only.

    An action or the cross takes it away; so does time (``stays``, in milliseconds), but not while it is pointed at.
    """

    def __init__(self, over: QWidget, *, low: bool = False, stays: int = PASSING) -> None:
        super().__init__(over)
        self._over, self._low = over, low
        self.message: Message | None = None
        self._asked: tuple[object, ...] = ()
        self._fitting = 0
        self._icon = QLabel()
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.buttons: list[QPushButton] = []
        self.close_button = tool_button("close", tr("Close message"), size=16, colour="muted")
        self.close_button.clicked.connect(lambda: self.say(None))
        self._offers, self._laid_out, self._side = QGridLayout(), (0, self.buttons), THUMBNAIL
        self._arrange()
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._passing = QTimer(self, singleShot=True, interval=stays)
        self._passing.timeout.connect(self._pass)
        over.installEventFilter(self)
        self.hide()

    def _arrange(self) -> None:
        self._offers.setSpacing(theme.GRID)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(theme.GRID)
        self._middle.addWidget(self.text, 1)
        self._middle.addLayout(self._offers)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID + theme.HALF)
        row.addWidget(self._icon)
        row.addLayout(self._middle, 1)
        row.addWidget(self.close_button)

    def say(self, message: Message | None) -> None:
        """Show a message in the place of the one before; None hides it."""
        self.message = message
        self._passing.stop()
        for button in self.buttons:
            self._offers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        if message is None:
            self.hide()
            return
        self.text.setText(message.text)
        self.setAccessibleName(message.text)
        self.buttons = [self._button(action) for action in message.actions]
        self._order_tabs()
        self._show_icon()
        if message.passing:
            self._passing.start()
        self.show()
        self._place()
        self.raise_()
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the top of what lies below."""
        if event.type() == QEvent.Type.Resize and self.message is not None:
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        """Be as high as the sentence needs once the layout knows better."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.message is not None:
            self._place()
        return done

    def _place(self) -> None:
        gap = theme.GRID + theme.HALF
        for button in self.buttons:
            button.ensurePolished()  # before that it does not know how wide it is
        taken = sum(button.sizeHint().width() + theme.GRID for button in self.buttons)
        plain = self.message is None or self.message.image is None
        width = min(self._over.width() - 2 * gap, self._wanted(taken) if plain else WIDEST)
        beside = plain and width - taken >= SENTENCE
        directions, sides = QBoxLayout.Direction, Qt.AlignmentFlag
        self._middle.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._offers.setAlignment(sides.AlignTrailing if beside else sides.AlignLeading)
        side = THUMBNAIL if width >= ROOMY else SMALL
        if side != self._side:
            self._side = side
            self._show_icon()
        self._lay_out_offers(len(self.buttons) if beside else self._columns(width))
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = max(width, layout.minimumSize().width())
        self.resize(width, self._shorten(layout, width))
        self.move((self._over.width() - width) // 2, self._over.height() - self.height() - gap if self._low else gap)

    def _wanted(self, taken: int) -> int:
        """How wide a sentence with buttons of this width beside it is: on one line, if it is not too long for that."""
        around = self._icon.sizeHint().width() + self.close_button.sizeHint().width() + 7 * theme.GRID
        line = self.text.fontMetrics().horizontalAdvance(self.message.text if self.message else "") + taken + around
        return max(WIDEST, line) if line <= STRETCHED else WIDEST

    def _columns(self, width: int) -> int:
        """How many buttons stand in a row below the sentence."""
        card = self._side if self.message is not None and self.message.image is not None else 20
        room = width - card - self.close_button.sizeHint().width() - 6 * theme.GRID
        for columns in range(len(self.buttons), 1, -1):
            widest = [max(b.sizeHint().width() for b in self.buttons[c::columns]) for c in range(columns)]
            if sum(widest) + (columns - 1) * theme.GRID <= room:
                return columns
        return 1

    def _lay_out_offers(self, columns: int) -> None:
        """Put the buttons into rows of so many, unless they stand like that."""
        if (columns, self.buttons) == self._laid_out:
            return
        self._laid_out = columns, self.buttons
        for number, button in enumerate(self.buttons):
            self._offers.removeWidget(button)
            self._offers.addWidget(button, number // columns, number % columns)

    def _shorten(self, layout: QLayout, width: int) -> int:
        """Show as much of the text as there is room for, and return how high the message is then."""
        whole = self.message.text if self.message is not None else ""

        def height(count: int) -> int:
            self.text.setText(whole if count == len(whole) else f"{whole[:count].rstrip()}…")
            layout.activate()
            return layout.totalHeightForWidth(width)

        most = round((CARD_HIGHEST if self._low else HIGHEST) * self._over.height())
        asked = (whole, width, most, self._middle.direction(), self._laid_out[0], len(self.buttons), self._side)
        if asked != self._asked:  # another text asks the layout for room again
            self._fitting = max(1, bisect_right(range(1, len(whole) + 1), most, key=height))
            self._asked = asked
            self.text.setToolTip("" if self._fitting == len(whole) else whole)
        return height(self._fitting)

    def enterEvent(self, _event: QEnterEvent) -> None:
        """Stay as long as it is pointed at."""
        self._passing.stop()

    def leaveEvent(self, _event: QEvent) -> None:
        """Go on waiting."""
        if self.message is not None and self.message.passing:
            self._passing.start()

    def _pass(self) -> None:
        """Go away, unless somebody is on it with the keyboard."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._passing.start()
        else:
            self.say(None)

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton(action.label)
        button.clicked.connect(lambda: self._act(action))
        button.setParent(self)
        return button

    def _order_tabs(self) -> None:
        """What can be done comes before closing, for the keyboard too."""
        before = self.close_button.previousInFocusChain() or self
        for button in (*self.buttons, self.close_button):
            QWidget.setTabOrder(before, button)
            before = button

    def _act(self, action: Action) -> None:
        if not action.stays:
            self.say(None)
        action.run()

    def _show_icon(self) -> None:
        if self.message is not None and self.message.image is not None:
            self._icon.setPixmap(_thumbnail(self.message.image, self._side, self.devicePixelRatioF()))
            return
        problem = self.message is not None and self.message.problem
        colour = palette.colours().color("danger" if problem else "accent")
        self._icon.setPixmap(icons.pixmap("warning" if problem else "info", 20, colour, self.devicePixelRatioF()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the calm card."""
        problem = self.message is not None and self.message.problem
        colours = palette.colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.color("danger" if problem else "accent"), 1))
            painter.setBrush(colours.color("danger_soft" if problem else "accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.say(None)
        else:
            super().keyPressEvent(event)


def _thumbnail(image: QImage, side: int, ratio: float) -> QPixmap:
    """A picture of this long side, with round corners."""
    pixels = round(side * ratio)
    small = image.scaled(pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    pixmap = QPixmap(small.size())
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QBrush(small))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(pixmap.rect()), theme.HALF * ratio, theme.HALF * ratio)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
