"""Clauses and table cells to targets, duties and references. Pure Python."""
