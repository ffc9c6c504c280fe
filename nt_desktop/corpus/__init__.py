"""Bytes to text to paragraphs to documents, clauses and tables. Pure Python: reads files, writes nothing."""
