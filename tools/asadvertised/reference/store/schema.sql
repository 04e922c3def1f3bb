CREATE TABLE IF NOT EXISTS people (
  id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, password_digest TEXT NOT NULL,
  birth_date TEXT, country TEXT, account TEXT NOT NULL, choices TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS browsers (
  id TEXT PRIMARY KEY, person TEXT REFERENCES people ON DELETE SET NULL,
  opted_out INTEGER NOT NULL DEFAULT 0, do_not_track INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS phones (
  id TEXT PRIMARY KEY, platform TEXT NOT NULL, os_major INTEGER NOT NULL, os_minor INTEGER NOT NULL,
  advertising_id TEXT NOT NULL UNIQUE, opted_out INTEGER NOT NULL DEFAULT 0, tracking TEXT NOT NULL,
  person TEXT REFERENCES people ON DELETE SET NULL
);
CREATE TABLE IF NOT EXISTS sessions (
  token_digest TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  browser TEXT REFERENCES browsers, phone TEXT REFERENCES phones, draft TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE IF NOT EXISTS advertisers (id TEXT PRIMARY KEY, name TEXT NOT NULL, token_digest TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS ads (
  id TEXT PRIMARY KEY, advertiser TEXT NOT NULL REFERENCES advertisers ON DELETE CASCADE,
  subject TEXT NOT NULL, views INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS pins (id TEXT PRIMARY KEY, subject TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS signals (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, event TEXT,
  person TEXT REFERENCES people ON DELETE CASCADE, advertiser TEXT REFERENCES advertisers ON DELETE CASCADE,
  browser TEXT REFERENCES browsers, was_do_not_track INTEGER NOT NULL DEFAULT 0,
  phone TEXT REFERENCES phones, advertising_id TEXT,
  was_opted_out INTEGER NOT NULL DEFAULT 0, was_tracking TEXT, choices_then TEXT
);
CREATE TABLE IF NOT EXISTS customers (
  advertiser TEXT NOT NULL REFERENCES advertisers ON DELETE CASCADE, fingerprint TEXT NOT NULL,
  PRIMARY KEY (advertiser, fingerprint)
);
CREATE TABLE IF NOT EXISTS feedback (number INTEGER PRIMARY KEY, helpful TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS forms (id TEXT PRIMARY KEY);

CREATE INDEX IF NOT EXISTS ads_by_subject ON ads (subject);
CREATE INDEX IF NOT EXISTS ads_by_advertiser ON ads (advertiser);
CREATE INDEX IF NOT EXISTS pins_by_subject ON pins (subject);
CREATE INDEX IF NOT EXISTS signals_by_person ON signals (person);
CREATE INDEX IF NOT EXISTS signals_by_browser ON signals (browser);
CREATE INDEX IF NOT EXISTS browsers_by_person ON browsers (person);
CREATE INDEX IF NOT EXISTS sessions_by_person ON sessions (person);
CREATE INDEX IF NOT EXISTS signals_by_phone ON signals (phone);
CREATE INDEX IF NOT EXISTS signals_by_advertiser ON signals (advertiser);
CREATE INDEX IF NOT EXISTS customers_by_fingerprint ON customers (fingerprint);
CREATE INDEX IF NOT EXISTS phones_by_person ON phones (person);
CREATE INDEX IF NOT EXISTS feedback_by_text ON feedback (text);
