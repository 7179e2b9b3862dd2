-- The search index: one row a version, rowid = versions.id. It holds no text of its own; `facets` are words for filters.

CREATE VIRTUAL TABLE search USING fts5 (
  headline, text, captions, people, facets,
  content = '',
  prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE VIRTUAL TABLE search_words USING fts5vocab (search, row);
