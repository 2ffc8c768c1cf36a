-- Attachments, checking with agents, disputes (DOMAIN.md §5).

-- Evidence kept in the store. The content lies in pieces, so that a large file neither holds the process nor the memory; a
-- file is seen once all its pieces are here (state kept). What is removed stays as a row that says who, when and why.
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  media TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'kept', 'removed')),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  removed_by TEXT,
  removed_at TEXT,
  removed_reason TEXT
) STRICT;
CREATE INDEX attachments_subject ON attachments (subject, state, id);
CREATE TABLE attachment_pieces (
  attachment INTEGER NOT NULL REFERENCES attachments (id),
  number INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (attachment, number)
) STRICT;
CREATE TRIGGER attachments_fixed BEFORE UPDATE OF subject, name, media, bytes, sha256, user, at ON attachments
  WHEN old.state <> 'loading' BEGIN SELECT RAISE(ABORT, 'an attachment never changes'); END;
CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments
  WHEN old.state <> 'loading' BEGIN SELECT RAISE(ABORT, 'an attachment is kept'); END;
CREATE TRIGGER attachment_pieces_no_update BEFORE UPDATE ON attachment_pieces
  BEGIN SELECT RAISE(ABORT, 'an attachment never changes'); END;
CREATE TRIGGER attachment_pieces_no_delete BEFORE DELETE ON attachment_pieces
  WHEN (SELECT state FROM attachments WHERE id = old.attachment) = 'kept'
  BEGIN SELECT RAISE(ABORT, 'an attachment is kept'); END;
