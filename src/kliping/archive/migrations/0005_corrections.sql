-- What a person says that a page has and the reading missed. Never deleted: what is taken back gets a time.

CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  made_at TEXT NOT NULL,
  undone_at TEXT,
  path TEXT,                                      -- of a field: its place in the record ("photos[0].caption")
  value TEXT,                                     -- of a field: what it is, JSON
  was TEXT,                                       -- what had been read there: JSON, or the label's name
  page INTEGER,                                   -- of a block: the page of the story on which it stands, from 1
  label TEXT,                                     -- of a block: what it is
  site TEXT,                                      -- the host that it was found on, without "www."
  place TEXT,                                     -- the element, or the line
  template TEXT,                                  -- its place in the site's layout
  text TEXT,                                      -- its text
  everywhere INTEGER NOT NULL DEFAULT 0,          -- whether all blocks of the site at this place of the layout are so
  CHECK ((path IS NULL) <> (label IS NULL))
);
CREATE INDEX corrections_by_story ON corrections (story_id);
CREATE INDEX corrections_by_site ON corrections (site) WHERE everywhere;
