"""The desk: heshu in a browser, and over HTTP with the record contract's own names."""

from heshu.desk.app import make_app, serve

__all__ = ["make_app", "serve"]
