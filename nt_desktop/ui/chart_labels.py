"""Finds room for a label beside a point of a chart, clear of points, lines and other labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

GAP = 8.0


def place_label(size: QSizeF, at: QPointF, bounds: QRectF, taken: Sequence[QRectF], lines: Sequence[QLineF]) -> QRectF:
    """The box for a label of a size near a point, within bounds: where it covers least of what is there already.

    At the right of the point is best, then above, below and at the left.
    """
    width, height = size.width(), size.height()
    right, left = at.x() + GAP, at.x() - GAP - width
    corners = [
        (right, at.y() - height / 2),
        (right, at.y() - height - 2),
        (right, at.y() + 2),
        (at.x() - width / 2, at.y() - height - GAP),
        (at.x() - width / 2, at.y() + GAP),
        (left, at.y() - height / 2),
        (left, at.y() - height - 2),
        (left, at.y() + 2),
    ]
    boxes = [QRectF(x, y, width, height) for x, y in corners]
    inside = [box for box in boxes if bounds.contains(box)] or [_moved_in(box, bounds) for box in boxes]
    return min(inside, key=lambda box: _covered(box, taken, lines))


def _moved_in(box: QRectF, bounds: QRectF) -> QRectF:
    moved = QRectF(box)
    moved.moveLeft(max(bounds.left(), min(box.left(), bounds.right() - box.width())))
    moved.moveTop(max(bounds.top(), min(box.top(), bounds.bottom() - box.height())))
    return moved


def _covered(box: QRectF, taken: Sequence[QRectF], lines: Sequence[QLineF]) -> float:
    """How much of other things a box would cover; a line crossed counts like a small label."""
    area = sum(common.width() * common.height() for other in taken if not (common := box.intersected(other)).isEmpty())
    return area + 200.0 * sum(_crosses(box, line) for line in lines)


def _crosses(box: QRectF, line: QLineF) -> bool:
    if box.contains(line.p1()) or box.contains(line.p2()):
        return True
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    edges = (QLineF(first, second) for first, second in zip(corners, (*corners[1:], corners[0]), strict=True))
    met = QLineF.IntersectionType.BoundedIntersection
    return any(edge.intersects(line)[0] == met for edge in edges)
