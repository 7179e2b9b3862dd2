"""The pages of one story, joined into one article. Nothing is fetched here: `stitch` says which URL it wants next."""

from kliping.stitching.stitch import is_part, stitch

__all__ = ["is_part", "stitch"]
