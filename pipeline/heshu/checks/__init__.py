"""Checks: pure functions from a record to findings, each judging one relation between printed numbers."""

from heshu.checks.run import RULES, check

__all__ = ["RULES", "check"]
