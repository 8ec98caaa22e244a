"""Checks: pure functions from a record to findings, each judging one relation between printed numbers."""

from heshu.checks.coverage import Coverage, coverage
from heshu.checks.dismissals import (
    Dismissal,
    add_dismissal,
    dismiss,
    key_of,
    read_dismissals,
    settle,
)
from heshu.checks.run import RULES, check

__all__ = [
    "RULES",
    "Coverage",
    "Dismissal",
    "add_dismissal",
    "check",
    "coverage",
    "dismiss",
    "key_of",
    "read_dismissals",
    "settle",
]
