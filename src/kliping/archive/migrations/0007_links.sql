-- How often a story is linked to is asked by kind: with the kind in the index, the links themselves needn't be looked up.

DROP INDEX links_by_target;
CREATE INDEX links_by_target ON links (target, kind) WHERE target IS NOT NULL;
