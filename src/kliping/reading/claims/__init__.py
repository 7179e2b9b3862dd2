"""What each source on the page says of each field: one field a file, each a function from sheet to what is said."""
