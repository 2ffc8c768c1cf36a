-- Lists as each person keeps them, and the mnemonic (助记码) by which people call an agent or outlet.

-- A named set of filters, order and columns of a list; shared: everybody may open it, its owner alone changes it.
CREATE TABLE saved_views (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL CHECK (list <> ''),
  owner TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  view TEXT NOT NULL CHECK (json_valid(view)),
  at TEXT NOT NULL,
  UNIQUE (list, owner, name)
) STRICT;

-- The view with which a person's list opens; none: the list as it is made.
CREATE TABLE saved_view_defaults (
  list TEXT NOT NULL,
  user TEXT NOT NULL,
  view INTEGER NOT NULL REFERENCES saved_views (id) ON DELETE CASCADE,
  PRIMARY KEY (list, user)
) STRICT;
CREATE INDEX saved_view_defaults_view ON saved_view_defaults (view);

-- What people write over the initials of the name (pinyin); null: the initials, which follow the name.
ALTER TABLE agents ADD COLUMN mnemonic TEXT CHECK (mnemonic <> '');
ALTER TABLE outlets ADD COLUMN mnemonic TEXT CHECK (mnemonic <> '');
