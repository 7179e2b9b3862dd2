"""Long runs over damaged pages, outside `make test` (which has a short one)."""
