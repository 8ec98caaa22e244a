-- One row an article: the whole record as JSON, and what searches filter on.
CREATE TABLE article (
    id TEXT PRIMARY KEY,
    title TEXT,
    column_name TEXT,
    authors TEXT NOT NULL,
    outlet TEXT,
    section TEXT,
    published TEXT,
    uri TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX article_published ON article (published);

CREATE TABLE theme (
    article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
    theme TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (article, theme)
) STRICT;

-- One row a sentence, with the claim that it makes, if any; `norm` is its folded text.
CREATE TABLE sentence (
    rowid INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    norm TEXT NOT NULL,
    claim TEXT,
    score REAL NOT NULL
) STRICT;
CREATE INDEX sentence_article ON sentence (article);

-- The sentence's words as heshu cuts them, joined by spaces, so that FTS5 only has to split at those. `tails` are
-- the ends of its long words: 控股 is found in 中電控股.
CREATE VIRTUAL TABLE lookup USING fts5 (words, tails, tokenize = "unicode61 remove_diacritics 0 tokenchars '.%$&+-/'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (lookup, 'row');

-- What a page held beside its articles: nothing read is lost.
CREATE TABLE page (
    sha256 TEXT PRIMARY KEY,
    uri TEXT NOT NULL,
    fragments TEXT NOT NULL
) STRICT;
