"""Links: what each figure measures, for when, of whom, and what a change is compared with."""

from heshu.links.link import link

__all__ = ["link"]
