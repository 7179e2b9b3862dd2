-- Everyday questions, for people who write SQL by hand. All but story_history show the present version of each story.

CREATE VIEW current_stories AS
SELECT s.id, v.headline, v.publisher, v.published_day AS day, coalesce(v.published_at, v.published_local_time) AS published,
  v.section, v.language, v.kind, v.source, v.dateline, coalesce(v.canonical_url, v.url) AS url, v.description,
  (SELECT group_concat(text, char(10) || char(10))
    FROM (SELECT text FROM paragraphs p WHERE p.version_id = v.id ORDER BY position)) AS text,
  v.number AS versions, s.added_at, s.pinned_at, v.id AS version_id
FROM stories s JOIN versions v ON v.id = s.version_id;

CREATE VIEW story_people AS
SELECT s.id AS story_id, v.headline, v.published_day AS day, c.person_id, p.name AS person, c.name AS printed, c.role
FROM stories s JOIN versions v ON v.id = s.version_id JOIN credits c ON c.version_id = v.id
  JOIN people p ON p.id = c.person_id;

CREATE VIEW story_quotes AS
SELECT s.id AS story_id, v.headline, v.published_day AS day, v.publisher, q.person_id, p.name AS person,
  q.speaker AS printed, q.speaker_role, q.kind, q.text, q.paragraph, q.confidence
FROM stories s JOIN versions v ON v.id = s.version_id JOIN quotes q ON q.version_id = v.id
  LEFT JOIN people p ON p.id = q.person_id;

CREATE VIEW person_roles AS                       -- the roles of each person over time, speakers by their office
SELECT p.id AS person_id, p.name AS person, c.name AS printed, c.role, min(v.published_day) AS first_day,
  max(v.published_day) AS last_day, count(DISTINCT s.id) AS stories
FROM people p JOIN credits c ON c.person_id = p.id JOIN versions v ON v.id = c.version_id
  JOIN stories s ON s.version_id = v.id
GROUP BY p.id, c.name, c.role
UNION ALL
SELECT p.id, p.name, q.speaker, coalesce(q.speaker_role, 'speaker'), min(v.published_day), max(v.published_day),
  count(DISTINCT s.id)
FROM people p JOIN quotes q ON q.person_id = p.id JOIN versions v ON v.id = q.version_id
  JOIN stories s ON s.version_id = v.id
GROUP BY p.id, q.speaker, q.speaker_role;

CREATE VIEW story_tags AS
SELECT s.id AS story_id, v.headline, v.published_day AS day, t.tag
FROM stories s JOIN versions v ON v.id = s.version_id JOIN tags t ON t.version_id = v.id;

CREATE VIEW story_photos AS
SELECT s.id AS story_id, v.headline, f.url, f.caption, f.photographer, f.agency
FROM stories s JOIN versions v ON v.id = s.version_id JOIN photos f ON f.version_id = v.id;

CREATE VIEW story_links AS
SELECT s.id AS story_id, l.kind, r.heading AS rail, l.text, l.url, t.id AS to_story_id
FROM stories s JOIN links l ON l.version_id = s.version_id
  LEFT JOIN rails r ON r.version_id = l.version_id AND r.position = l.rail
  LEFT JOIN stories t ON t.key = l.target;

CREATE VIEW story_copies AS
SELECT c.group_id, s.id AS story_id, v.headline, v.publisher, s.sort_at, c.likeness,
  s.id = g.origin_story_id AS is_origin, g.origin_name, g.reason
FROM copies c JOIN copy_groups g ON g.id = c.group_id JOIN stories s ON s.id = c.story_id
  JOIN versions v ON v.id = s.version_id;

CREATE VIEW story_history AS
SELECT v.story_id, v.number, v.added_at, v.headline, v.modified_day, v.modified_at,
  (SELECT sum(length(text)) FROM paragraphs p WHERE p.version_id = v.id) AS characters, v.url
FROM versions v ORDER BY v.story_id, v.number;

CREATE VIEW publishers AS
SELECT v.publisher, count(*) AS stories, min(v.published_day) AS first_day, max(v.published_day) AS last_day
FROM stories s JOIN versions v ON v.id = s.version_id GROUP BY v.publisher ORDER BY stories DESC;
