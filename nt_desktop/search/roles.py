"""What a unit can be: the roles of clauses and of table rows. The index keeps their positions here."""

from __future__ import annotations

ROW, HEADER_ROW, SECTION_ROW = "row", "header", "section"
ROLES = (
    "text", "title", "doc_number", "recipients", "heading", "caption", "note", "issuer", "date", "attachment",
    "colophon", ROW, HEADER_ROW, SECTION_ROW,
)  # fmt: skip
