"""Readers of text: each turns words as printed into one kind of value, with doctests as its specification."""
