"""Doc → Record: what the stages found, in the shape of the record contract."""

from heshu.record.make import article_id, make_record

__all__ = ["article_id", "make_record"]
