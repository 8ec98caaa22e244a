-- An article that a corrected version took the place of is kept, but neither searched nor checked against.
-- `headline` is what a mended title keeps; `path` and `analysis`: from which file, by which heshu, the record was made;
-- `crc` tells whether the record is still what was stored.
ALTER TABLE article ADD COLUMN headline TEXT;
ALTER TABLE article ADD COLUMN crc INTEGER;
ALTER TABLE article ADD COLUMN path TEXT;
ALTER TABLE article ADD COLUMN analysis TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN superseded_by TEXT REFERENCES article ON DELETE SET NULL;
UPDATE article SET headline = headline(title), crc = crc(record);
CREATE INDEX article_headline ON article (headline);
CREATE INDEX article_superseded_by ON article (superseded_by);

-- What an article states, by what it is of: the checks write it and read it, and nothing is `noted` until they have.
ALTER TABLE article ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;
CREATE TABLE statement (
    article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
    measure TEXT NOT NULL,
    line TEXT NOT NULL
) STRICT;
CREATE INDEX statement_measure ON statement (measure);
CREATE INDEX statement_article ON statement (article);

-- One row a file as last read: its bytes, and `reading`, a digest of the heshu and the options that read them.
CREATE TABLE file (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    reading TEXT NOT NULL,
    modified REAL
) STRICT;
CREATE INDEX file_sha256 ON file (sha256, reading);

-- Where an article stood: one row a file, with the bytes that held it.
CREATE TABLE place (
    article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (article, path)
) STRICT;
CREATE INDEX place_path ON place (path, sha256);

-- Of the first version's files only those are known that were named from the root.
UPDATE article SET path = uri WHERE substr(uri, 1, 1) = '/' OR substr(uri, 2, 1) = ':';
INSERT INTO place SELECT id, path, record ->> '$.source.sha256' FROM article WHERE path IS NOT NULL;
INSERT INTO file SELECT path, min(sha256), '', NULL FROM place GROUP BY path HAVING count(DISTINCT sha256) = 1;
