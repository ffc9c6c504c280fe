"""A line chart of one indicator over the years, drawn with QPainter: targets as filled points, results as rings."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from nt_desktop.model import Document, Target
from nt_desktop.ui.chart_labels import place_label
from nt_desktop.ui.compare_points import Plot, Point, line_of, plot_of, ticks
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE, colours_of, interface_font, tabular
from nt_desktop.ui.wording import KINDS, value_text

REACH = 9.0
"""How near the mouse must come to a point, in pixels."""
RADIUS = 4.0
WIDEST_LABEL = 110.0
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


class CompareChart(QWidget):
    """Points open their clause when clicked."""

    target_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = Plot((), "", 0)
        self._documents: Mapping[str, Document] = {}
        self.setMouseTracking(True)
        self.setMinimumHeight(160)

    def sizeHint(self) -> QSize:
        return QSize(360, 200)

    @property
    def points(self) -> tuple[Point, ...]:
        return self._plot.points

    def set_targets(self, targets: Sequence[Target], documents: Mapping[str, Document]) -> None:
        self._plot = plot_of(targets, documents)
        self._documents = documents
        said = "；".join(f"{p.time}{p.series}{value_text(p.target)}{p.target.unit}" for p in self.points[:12])
        self.setAccessibleName(f"走势图：{said}")
        self.update()

    def position_of(self, point: Point) -> QPointF:
        """Where a point stands in the widget."""
        area, _, values = self._frame()
        y = area.bottom() - (point.value - values[0]) / (values[-1] - values[0]) * area.height()
        return QPointF(self._x_of(point.moment, area), y)

    def label_boxes(self) -> dict[str, QRectF]:
        """Where the name of each region stands: beside its last point, clear of what else is drawn."""
        metrics = QFontMetricsF(tabular(interface_font()))
        bounds = QRectF(self._frame()[0].left() + GRID, BETWEEN, self.width(), self.height() - 3 * BETWEEN)
        bounds.setRight(self.width() - GRID)
        reach = RADIUS + 1
        taken = [
            QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach) for at in map(self.position_of, self.points)
        ]
        lines = [line for _, line in self._lines()]
        boxes: dict[str, QRectF] = {}
        for name, points in self._series():
            if name:
                width = min(metrics.horizontalAdvance(name), WIDEST_LABEL)
                last = max(points, key=lambda point: point.moment)
                size = QSizeF(width, metrics.height())
                boxes[name] = place_label(size, self.position_of(last), bounds, taken, lines)
                taken.append(boxes[name])
        return boxes

    def _series(self) -> list[tuple[str, list[Point]]]:
        lines: dict[str, list[Point]] = defaultdict(list)
        for point in self.points:
            lines[point.series].append(point)
        return sorted(lines.items())

    def _lines(self) -> list[tuple[Qt.PenStyle, QLineF]]:
        found = []
        for number, (_, points) in enumerate(self._series()):
            places = map(self.position_of, line_of(points, self._documents))
            found += [
                (STYLES[number % len(STYLES)], QLineF(first, second)) for first, second in itertools.pairwise(places)
            ]
        return found

    def _frame(self) -> tuple[QRectF, range, list[float]]:
        """Where the chart stands, the years at whose ends it begins and ends, and the values at its side."""
        values = ticks(min(p.value for p in self.points), max(p.value for p in self.points))
        moments = [point.moment for point in self.points]
        years = range(math.floor(min(moments)), math.ceil(max(moments)) + 1)
        metrics = QFontMetricsF(tabular(interface_font()))
        left = max(metrics.horizontalAdvance(_figure(value)) for value in values) + BETWEEN + INSIDE
        names = {point.series for point in self.points if point.series}
        beside = max((min(metrics.horizontalAdvance(name), WIDEST_LABEL) for name in names), default=0.0)
        return QRectF(self.rect()).adjusted(left, 2 * BETWEEN, -beside - 2 * INSIDE, -2 * BETWEEN), years, values

    def _x_of(self, moment: float, area: QRectF) -> float:
        years = self._frame()[1]
        room = area.adjusted(BETWEEN, 0, -INSIDE, 0)
        if len(years) == 1:
            return room.center().x()
        return room.left() + (moment - years[0]) / (len(years) - 1) * room.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(interface_font()))
        if not self.points:
            painter.setPen(QColor(colours_of(self).muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "没有可以画成走势图的数值")
        else:
            self._paint_frame(painter)
            self._paint_series(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        colours = colours_of(self)
        area, years, values = self._frame()
        for value in values:
            y = area.bottom() - (value - values[0]) / (values[-1] - values[0]) * area.height()
            painter.setPen(QPen(QColor(colours.hairline), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            box = QRectF(0, y - 10, area.left() - INSIDE, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _figure(value))
        top = QRectF(INSIDE, 0, self.width() - BETWEEN, 20)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, self._plot.unit)
        painter.drawText(top, Qt.AlignmentFlag.AlignRight, self._legend())
        whole = all(point.moment == round(point.moment) for point in self.points)
        apart, last = 40.0 if whole else 56.0, -1000.0
        for year in years:
            x = self._x_of(year, area)
            if x - last >= apart:
                box = QRectF(x - 32, area.bottom() + INSIDE, 64, 20)
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, str(year) if whole else f"{year}年底")
                last = x

    def _legend(self) -> str:
        kinds = {point.target.kind for point in self.points}
        said = ["● 目标　○ 其他"] if len(kinds) > 1 and "target" in kinds else []
        if self._plot.left_out:
            said.append(f"{self._plot.left_out} 条不在图中")
        return "　".join(said)

    def _paint_series(self, painter: QPainter) -> None:
        colours = colours_of(self)
        for style, line in self._lines():
            painter.setPen(QPen(QColor(colours.accent), 1.5, style))
            painter.drawLine(line)
        for point in self.points:
            promised = point.target.kind == "target"
            painter.setPen(QPen(QColor(colours.accent if promised else colours.muted), 1.5))
            painter.setBrush(QColor(colours.accent if promised else colours.base))
            painter.drawEllipse(self.position_of(point), RADIUS, RADIUS)
        painter.setPen(QColor(colours.muted))
        metrics = QFontMetricsF(painter.font())
        for name, box in self.label_boxes().items():
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width() + 1)
            painter.drawText(box.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _point_at(self, at: QPointF) -> Point | None:
        near = [(QLineF(at, self.position_of(p)).length(), n) for n, p in enumerate(self.points)]
        if not near or min(near)[0] > REACH:
            return None
        return self.points[min(near)[1]]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._point_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if point else Qt.CursorShape.ArrowCursor)
        if point:
            target = point.target
            said = f"{point.time}　{value_text(target)} {target.unit}　{KINDS[target.kind]}\n{target.quote[:120]}"
            QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (point := self._point_at(event.position())):
            self.target_opened.emit(point.target)

    def leaveEvent(self, event: QEvent) -> None:
        self.unsetCursor()
        super().leaveEvent(event)


def _figure(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e5 else f"{value:,.0f}"
