"""Bookmarks, notes, collections, history and settings: the only thing written at run time."""
