"""Accuracy and speed of Kliping beside its peers, on pages with human or curated answers; see docs/bench.md.

Nothing here is installed with the package: the peers live in an environment of their own.
"""
