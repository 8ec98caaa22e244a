"""A file that came to nothing, apart from what reads files: telling of one loads nothing slow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and the line that tells a user why."""

    uri: str
    reason: str
