"""Checks: pure functions from a record to findings, each judging one relation between printed numbers."""

from heshu.checks.coverage import Coverage, coverage
from heshu.checks.dismissals import Dismissal, dismiss, key_of, settle
from heshu.checks.run import RULES, check

__all__ = ["RULES", "Coverage", "Dismissal", "check", "coverage", "dismiss", "key_of", "settle"]
