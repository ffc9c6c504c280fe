"""Dataclasses to database rows and to JSON, and back: one codec for every record of the model.

A column holds a plain value as it is, a `Decimal` as its digits, and everything nested as JSON. JSON writes nested
dataclasses as arrays of their fields in order, which halves the size of the thousands of `Span`s.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")
Plain = str | int | float | None


def _encoder(hint: Any) -> Callable[[Any], Any] | None:
    """How a value of a type becomes a JSON value; None where it is one already."""
    if is_dataclass(hint):
        names = [f.name for f in fields(hint)]
        encoders = [_encoder(kind) for kind in typing.get_type_hints(hint).values()]
        if any(encoders):
            pairs = list(zip(names, encoders, strict=True))
            return lambda value: [e(getattr(value, name)) if e else getattr(value, name) for name, e in pairs]
        return attrgetter(*names)
    if typing.get_origin(hint) is tuple:
        item = _encoder(typing.get_args(hint)[0])
        return (lambda values: [item(value) for value in values]) if item else None
    if Decimal in typing.get_args(hint):
        return lambda value: str(value) if isinstance(value, Decimal) else value
    return None


def _column_encoder(hint: Any) -> Callable[[Any], Any] | None:
    encode = _encoder(hint)
    if typing.get_origin(hint) is tuple:
        return lambda value: _to_json(encode(value) if encode else value) if value else "[]"
    return encode


@cache
def _column_encoders(kind: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _column_encoder(hint)) for name, hint in typing.get_type_hints(kind).items())


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_row(record: Any) -> dict[str, Plain]:
    """One database row: the record's field names to plain values."""
    encoders = _column_encoders(type(record))  # type: ignore[arg-type]
    return {name: encode(getattr(record, name)) if encode else getattr(record, name) for name, encode in encoders}


def _number_or_words(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    """How a JSON value becomes the value of a field of this type; None where it is that value already."""
    if is_dataclass(hint):
        decoders = [_decoder(kind) for kind in typing.get_type_hints(hint).values()]
        make: Any = hint
        return lambda parts: make(*[d(p) if d else p for d, p in zip(decoders, parts, strict=False)])
    if typing.get_origin(hint) is tuple:
        item = _decoder(typing.get_args(hint)[0])
        return (lambda parts: tuple(map(item, parts))) if item else tuple
    if isinstance(hint, types.UnionType):
        inner = typing.get_args(hint)
        if Decimal in inner:
            exact: Callable[[str], Any] = _number_or_words if str in inner else Decimal
            return lambda value: None if value is None else exact(value)
    return bool if hint is bool else None


def _column_decoder(hint: Any) -> Callable[[Any], Any] | None:
    decode = _decoder(hint)
    if decode is not None and typing.get_origin(hint) is tuple:
        return lambda text: () if text == "[]" else decode(json.loads(text))
    return decode


@cache
def _column_decoders(kind: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _column_decoder(hint)) for name, hint in typing.get_type_hints(kind).items())


def from_row(kind: type[Record], row: Mapping[str, Any]) -> Record:
    """The record that `to_row` made this row of."""
    return kind(*[decode(row[name]) if decode else row[name] for name, decode in _column_decoders(kind)])  # type: ignore[arg-type]


def to_json(record: Any) -> Any:
    """The record as `dump` and `--json` print it: field names to values, without the spans."""
    if is_dataclass(record):
        return {f.name: to_json(getattr(record, f.name)) for f in fields(record) if f.name != "spans"}
    if isinstance(record, tuple):
        return [to_json(item) for item in record]
    if isinstance(record, Decimal):
        return int(record) if record == record.to_integral_value() else float(record)
    return record
