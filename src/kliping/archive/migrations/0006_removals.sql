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

DROP VIEW person_roles;
CREATE VIEW person_roles AS                       -- the roles of each person over time, speakers by their office
SELECT p.id AS person_id, p.name AS person, c.name AS printed, c.role, min(v.published_day) AS first_day,
  max(v.published_day) AS last_day, count(DISTINCT s.id) AS stories, group_concat(DISTINCT v.publisher) AS publishers
FROM people p JOIN credits c ON c.person_id = p.id JOIN versions v ON v.id = c.version_id
  JOIN stories s ON s.version_id = v.id
GROUP BY p.id, c.name, c.role
UNION ALL
SELECT p.id, p.name, q.speaker, coalesce(q.speaker_role, 'speaker'), min(v.published_day), max(v.published_day),
  count(DISTINCT s.id), group_concat(DISTINCT v.publisher)
FROM people p JOIN quotes q ON q.person_id = p.id JOIN versions v ON v.id = q.version_id
  JOIN stories s ON s.version_id = v.id
GROUP BY p.id, q.speaker, q.speaker_role;
