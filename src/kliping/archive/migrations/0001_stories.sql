-- Stories, their versions, and what each version holds. Absent is NULL. Times are ISO 8601; days are YYYY-MM-DD.

CREATE TABLE stories (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,                       -- its address without scheme, "www." and last slash
  version_id INTEGER REFERENCES versions (id) DEFERRABLE INITIALLY DEFERRED,  -- the version that is shown
  sort_at TEXT NOT NULL,                          -- UTC: when published, else fetched, else added
  added_at TEXT NOT NULL,
  pinned_at TEXT                                  -- when the user picked it
);
CREATE INDEX stories_by_time ON stories (sort_at);
CREATE INDEX stories_by_version ON stories (version_id);
CREATE INDEX stories_picked ON stories (pinned_at) WHERE pinned_at IS NOT NULL;

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  number INTEGER NOT NULL,                        -- from 1, in the order in which they were added
  added_at TEXT NOT NULL,
  key TEXT NOT NULL,                              -- of the address at which this version was found
  url TEXT,
  canonical_url TEXT,
  fetched_at TEXT,
  kind TEXT NOT NULL,
  headline TEXT,
  kicker TEXT,
  description TEXT,
  published_day TEXT,
  published_at TEXT,
  published_local_time TEXT,
  published_zone_from TEXT,
  published_precision TEXT,
  published_raw TEXT,
  modified_day TEXT,
  modified_at TEXT,
  modified_local_time TEXT,
  modified_zone_from TEXT,
  modified_precision TEXT,
  modified_raw TEXT,
  source TEXT,
  dateline TEXT,
  publisher TEXT,
  section TEXT,
  language TEXT,
  rights TEXT,
  access TEXT,
  UNIQUE (story_id, number)
);
CREATE INDEX versions_by_dateline ON versions (dateline) WHERE dateline IS NOT NULL;

CREATE TABLE paragraphs (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,                      -- from 0, here and below
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  page INTEGER NOT NULL,
  place TEXT,                                     -- where it stands on the page
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE TABLE people (
  id INTEGER PRIMARY KEY,                         -- one person, one row
  name TEXT NOT NULL,                             -- as first seen
  key TEXT NOT NULL UNIQUE                        -- what all spellings of the name have in common
);

CREATE TABLE credits (                            -- who made a story
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,                             -- as printed
  role TEXT NOT NULL,
  person_id INTEGER REFERENCES people (id),          -- NULL where no name is printed
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;
CREATE INDEX credits_by_person ON credits (person_id);

CREATE TABLE photos (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  url TEXT,
  caption TEXT,
  photographer TEXT,
  agency TEXT,
  alt TEXT,
  page INTEGER NOT NULL,
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE TABLE embeds (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  page INTEGER NOT NULL,
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE TABLE rails (                              -- lists of other stories beside the story
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  heading TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE TABLE links (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  rail INTEGER,                                   -- position of its rail; NULL for links of the story itself
  url TEXT,
  text TEXT,
  kind TEXT NOT NULL,
  target TEXT,                                    -- as stories.key
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;
CREATE INDEX links_by_target ON links (target) WHERE target IS NOT NULL;

CREATE TABLE tags (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  key TEXT NOT NULL,                              -- folded, for comparing
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;
CREATE INDEX tags_by_key ON tags (key);

CREATE TABLE quotes (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  paragraph INTEGER NOT NULL,
  end_paragraph INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  speaker TEXT,
  speaker_role TEXT,
  speaker_span TEXT,                              -- JSON: paragraph, start, end
  cue_span TEXT,
  cue TEXT,
  confidence REAL NOT NULL,
  person_id INTEGER REFERENCES people (id),
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;
CREATE INDEX quotes_by_person ON quotes (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE reservations (                       -- what the page says of robots, data mining and AI
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE TABLE evidence (                           -- who said what of which value, the best claim of a path first
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  value TEXT NOT NULL,                            -- JSON
  said_by TEXT NOT NULL,
  place TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE TABLE problems (
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE TABLE captures (                           -- the pages that a version was read from
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES versions (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,                             -- what a person calls it: a file, a URL, a record of a WARC
  url TEXT,
  at TEXT,
  digest TEXT NOT NULL,                           -- sha256 of the bytes
  size INTEGER NOT NULL,
  media_type TEXT,
  charset TEXT,
  status INTEGER,
  headers TEXT NOT NULL,                          -- JSON: list of name and value
  warc TEXT,                                      -- the file it came from
  warc_offset INTEGER,                            -- where its record begins there
  bytes BLOB,                                     -- zstd (RFC 8878); NULL when they aren't kept
  UNIQUE (version_id, position)
);
