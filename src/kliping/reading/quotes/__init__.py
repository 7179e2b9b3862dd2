"""Who said what: from the paragraphs of a story to its quotations, each with its speaker."""
