"""The record in other people's formats: one format per file, each a function from article to text."""
