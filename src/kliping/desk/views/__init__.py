"""The views: one a file, each from a request to a page."""
