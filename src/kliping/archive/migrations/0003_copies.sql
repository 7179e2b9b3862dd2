-- Copies of one story: a sketch for each, bands to find sketches that are alike, groups of those that are.

CREATE TABLE made_with (                          -- which version of what made the sketches and the index
  what TEXT PRIMARY KEY,
  version TEXT NOT NULL
);

CREATE TABLE sketches (
  story_id INTEGER PRIMARY KEY REFERENCES stories (id),
  shingles INTEGER NOT NULL,                      -- distinct word shingles of the text
  sketch BLOB NOT NULL                            -- MinHash, 32 bits each
);

CREATE TABLE bands (
  band INTEGER NOT NULL,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  PRIMARY KEY (band, story_id)
) WITHOUT ROWID;

CREATE TABLE copy_groups (
  id INTEGER PRIMARY KEY,
  origin_story_id INTEGER REFERENCES stories (id), -- the likely origin, where it is in the archive
  origin_name TEXT,                               -- the agency or paper that it is taken from, where one is named
  reason TEXT NOT NULL                            -- canonical source agency earliest
);

CREATE TABLE copies (
  story_id INTEGER PRIMARY KEY REFERENCES stories (id),
  group_id INTEGER NOT NULL REFERENCES copy_groups (id),
  likeness REAL NOT NULL                          -- share of shingles in common with the nearest of the group
);
CREATE INDEX copies_by_group ON copies (group_id);
