"""Many files, or many askers: work done in processes of its own, each call within a limit of CPU time."""

from heshu.batch.worker import Workers

__all__ = ["Workers"]
