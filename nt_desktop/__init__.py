"""nt_desktop: an offline reference tool for the plans of Nantong and its districts."""

__version__ = "0.1.0"
