"""What can go wrong, named; each message says what happened and what to do about it."""


class HeshuError(Exception):
    """Anything heshu raises on purpose; `str(error)` is a line for a user."""


class SourceError(HeshuError):
    """A file that cannot be read as text: missing, unreadable, binary, too large, undecodable."""


class LexiconError(HeshuError):
    """A lexicon row that is malformed, or a file of gold, labels or tables that is missing or not as it should be."""


class ModelError(HeshuError):
    """Trained weights that are missing or do not fit this version."""


class StoreError(HeshuError):
    """An index file that is missing, damaged, foreign, in use, of another version or cannot be written."""


class OptionError(HeshuError):
    """A value given by the caller that cannot be used, such as a date that is none."""


class ArticleError(HeshuError):
    """A fault of heshu's own, met in an article; the message says which, a note has the traceback."""


class StageError(HeshuError):
    """A stage of a spaCy pipeline without an earlier one whose results it reads."""


class LimitError(HeshuError):
    """Work that was not done within its limit of CPU time."""


class WorkerError(HeshuError):
    """A worker process that died of its work, or an error that could not be handed over from one."""
