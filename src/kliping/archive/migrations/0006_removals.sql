-- Pages that a server said were gone, and when.

CREATE TABLE removals (
  version_id INTEGER NOT NULL REFERENCES versions (id),  -- the version that stood there before
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  status INTEGER NOT NULL,                        -- HTTP: 404 or 410
  at TEXT NOT NULL,                               -- when the server first said so, UTC
  back_at TEXT,                                   -- when the page was met again
  PRIMARY KEY (version_id, position)
) WITHOUT ROWID;

CREATE INDEX versions_by_key ON versions (key);

DROP VIEW current_stories;
CREATE VIEW current_stories AS
SELECT s.id, v.headline, v.publisher, v.published_day AS day, coalesce(v.published_at, v.published_local_time) AS published,
  v.section, v.language, v.kind, v.source, v.dateline, coalesce(v.canonical_url, v.url) AS url, v.description,
  (SELECT group_concat(text, char(10) || char(10))
    FROM (SELECT text FROM paragraphs p WHERE p.version_id = v.id ORDER BY position)) AS text,
  (SELECT count(*) FROM versions w WHERE w.story_id = s.id) AS versions,
  (SELECT min(at) FROM removals r WHERE r.version_id = v.id AND r.back_at IS NULL) AS gone_at,
  s.added_at, s.pinned_at, v.id AS version_id
FROM stories s JOIN versions v ON v.id = s.version_id;

DROP VIEW story_history;
CREATE VIEW story_history AS                      -- in the order in which the pages were met
SELECT v.story_id, v.number, v.added_at, v.fetched_at, v.headline, v.modified_day, v.modified_at,
  (SELECT sum(length(text)) FROM paragraphs p WHERE p.version_id = v.id) AS characters, v.url,
  (SELECT min(at) FROM removals r WHERE r.version_id = v.id) AS gone_at
FROM versions v ORDER BY v.story_id, datetime(coalesce(v.fetched_at, v.added_at)), v.number;
