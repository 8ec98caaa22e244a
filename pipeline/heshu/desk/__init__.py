"""The desk: heshu in a browser, and over HTTP with the record contract's own names."""

from heshu.desk.app import make_app
from heshu.desk.server import address_of, is_open_to_others, listen, serve

__all__ = ["address_of", "is_open_to_others", "listen", "make_app", "serve"]
