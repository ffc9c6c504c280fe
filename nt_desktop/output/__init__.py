"""Excerpts and lists on paper, in PDF, Word, spreadsheets and on the clipboard."""
