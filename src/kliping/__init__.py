"""Kliping reads news pages into structured records, with the evidence for every value."""
