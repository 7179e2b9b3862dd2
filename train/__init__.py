"""Gold to labels, labels to model. Not installed with the package."""
