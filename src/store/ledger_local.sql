-- Knowledge entries the desk writes itself. What is public stays so while a
-- new version is being written. Their life is told by events, which stay.

CREATE TABLE local_entry (
	id INTEGER PRIMARY KEY,
	version INTEGER NOT NULL,
	status TEXT NOT NULL,
	title TEXT NOT NULL,
	-- JSON, with the names of a feed's fields
	body TEXT NOT NULL,
	-- the body that answers callers now, or ''
	public TEXT NOT NULL,
	editor TEXT NOT NULL,
	changed_at INTEGER NOT NULL,
	-- "query", or the number of the demand it came from
	origin TEXT NOT NULL
) STRICT;
CREATE INDEX local_entry_status ON local_entry (status, id);

CREATE TABLE local_event (
	id INTEGER PRIMARY KEY,
	entry INTEGER NOT NULL REFERENCES local_entry (id),
	version INTEGER NOT NULL,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	kind TEXT NOT NULL,
	note TEXT NOT NULL,
	body TEXT NOT NULL
) STRICT;
CREATE INDEX local_event_entry ON local_event (entry, id);

CREATE TRIGGER local_event_is_final BEFORE UPDATE ON local_event
BEGIN
	SELECT RAISE(ABORT, 'what happened to an entry is never changed');
END;
CREATE TRIGGER local_event_stays BEFORE DELETE ON local_event
BEGIN
	SELECT RAISE(ABORT, 'what happened to an entry is never removed');
END;
CREATE TRIGGER local_entry_stays BEFORE DELETE ON local_entry
BEGIN
	SELECT RAISE(ABORT, 'an entry is withdrawn, never removed');
END;
