"""A line chart of one indicator over the years, drawn with QPainter: targets as filled points, results as rings."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from nt_desktop.model import Document, Target
from nt_desktop.ui.compare_model import year_meant
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE, colours_of, interface_font, tabular
from nt_desktop.ui.wording import KINDS, value_text

REACH = 9.0
"""How near the mouse must come to a point, in pixels."""
STEPS = 4


@dataclass(frozen=True, slots=True)
class Point:
    year: int
    value: float
    series: str
    target: Target


def points_of(targets: Sequence[Target], documents: Mapping[str, Document]) -> tuple[Point, ...]:
    """What of the targets can be drawn: those with a year and a number; changes are left out where levels stand."""
    base_units = {target.base_unit for target in targets if target.base_value is not None}
    found = []
    for target in targets:
        year = year_meant(target, documents)
        number = target.base_value if len(base_units) == 1 and target.base_value is not None else None
        if number is None and not isinstance(target.value, str):
            number = float(target.value)
        if number is None or not year:
            continue
        document = documents.get(target.document)
        found.append(Point(int(year), number, (document.region or "") if document else "", target))
    levels = [point for point in found if not point.target.change]
    return tuple(levels or found)


def ticks(low: float, high: float, steps: int = STEPS) -> list[float]:
    """Round values from below `low` to above `high`."""
    if high <= low:
        low, high = low - 1, high + 1
    rough = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first = math.floor(low / step) * step
    return [first + step * number for number in range(math.ceil((high - first) / step) + 1)]


class CompareChart(QWidget):
    """Points open their clause when clicked."""

    target_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._unit = ""
        self.setMouseTracking(True)
        self.setMinimumHeight(160)

    def sizeHint(self) -> QSize:
        return QSize(360, 200)

    @property
    def points(self) -> tuple[Point, ...]:
        return self._points

    def set_targets(self, targets: Sequence[Target], documents: Mapping[str, Document]) -> None:
        self._points = points_of(targets, documents)
        units = [point.target.unit for point in self._points]
        self._unit = max(set(units), key=units.count) if units else ""
        said = "；".join(f"{p.year}年{p.series}{value_text(p.target)}{p.target.unit}" for p in self._points[:12])
        self.setAccessibleName(f"走势图：{said}")
        self.update()

    def position_of(self, point: Point) -> QPointF:
        """Where a point stands in the widget."""
        area, years, values = self._frame()
        span = max(1, years[-1] - years[0])
        x = area.center().x() if len(years) == 1 else area.left() + (point.year - years[0]) / span * area.width()
        y = area.bottom() - (point.value - values[0]) / (values[-1] - values[0]) * area.height()
        return QPointF(x, y)

    def _frame(self) -> tuple[QRectF, list[int], list[float]]:
        values = ticks(min(p.value for p in self._points), max(p.value for p in self._points))
        metrics = QFontMetricsF(tabular(interface_font()))
        left = max(metrics.horizontalAdvance(_figure(value)) for value in values) + BETWEEN + INSIDE
        area = QRectF(self.rect()).adjusted(left, 2 * BETWEEN, -2 * BETWEEN, -2 * BETWEEN)
        return area, sorted({point.year for point in self._points}), values

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        painter.setFont(tabular(interface_font()))
        if not self._points:
            painter.setPen(QColor(colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "没有可以画成走势图的数值")
            painter.end()
            return
        area, years, values = self._frame()
        for value in values:
            y = area.bottom() - (value - values[0]) / (values[-1] - values[0]) * area.height()
            painter.setPen(QPen(QColor(colours.hairline), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            box = QRectF(0, y - 10, area.left() - INSIDE, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _figure(value))
        painter.drawText(QRectF(INSIDE, 0, self.width(), 20), Qt.AlignmentFlag.AlignLeft, self._unit)
        self._label_years(painter, area, years)
        lines: dict[str, list[Point]] = defaultdict(list)
        for point in self._points:
            lines[point.series].append(point)
        styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
        for number, (name, points) in enumerate(sorted(lines.items())):
            ordered = sorted((p for p in points if p.target.kind == "target"), key=lambda p: p.year)
            painter.setPen(QPen(QColor(colours.accent), 1.5, styles[number % len(styles)]))
            for first, second in itertools.pairwise(ordered):
                painter.drawLine(self.position_of(first), self.position_of(second))
            self._label_line(painter, name, max(points, key=lambda p: p.year))
        for point in self._points:
            promised = point.target.kind == "target"
            painter.setPen(QPen(QColor(colours.accent if promised else colours.muted), 1.5))
            painter.setBrush(QColor(colours.accent if promised else colours.base))
            painter.drawEllipse(self.position_of(point), 4, 4)
        painter.end()

    def _label_line(self, painter: QPainter, name: str, point: Point) -> None:
        """The name of a region beside its last point."""
        at = self.position_of(point)
        painter.setPen(QColor(colours_of(self).muted))
        box = QRectF(at.x() - 60, at.y() - 26, 120, 20)
        box.moveRight(min(box.right(), float(self.width() - GRID)))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, name)

    def _label_years(self, painter: QPainter, area: QRectF, years: list[int]) -> None:
        last = -1000.0
        for year in years:
            span = max(1, years[-1] - years[0])
            x = area.center().x() if len(years) == 1 else area.left() + (year - years[0]) / span * area.width()
            if x - last >= 40:
                painter.drawText(
                    QRectF(x - 24, area.bottom() + INSIDE, 48, 20), Qt.AlignmentFlag.AlignHCenter, str(year)
                )
                last = x

    def _point_at(self, at: QPointF) -> Point | None:
        near = [(QLineF(at, self.position_of(p)).length(), n) for n, p in enumerate(self._points)]
        if not near or min(near)[0] > REACH:
            return None
        return self._points[min(near)[1]]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._point_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if point else Qt.CursorShape.ArrowCursor)
        if point:
            target = point.target
            said = f"{point.year}年　{value_text(target)} {target.unit}　{KINDS[target.kind]}\n{target.quote[:120]}"
            QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (point := self._point_at(event.position())):
            self.target_opened.emit(point.target)

    def leaveEvent(self, event: QEvent) -> None:
        self.unsetCursor()
        super().leaveEvent(event)


def _figure(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e5 else f"{value:,.0f}"
