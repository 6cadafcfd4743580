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

-- What is not right with an entry of the base: a task for the unit that owns
-- it. It stays as it was made, and is settled once.
CREATE TABLE flag (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	due_at INTEGER NOT NULL,
	settled_at INTEGER NOT NULL,
	kb_generation INTEGER NOT NULL,
	entry_id TEXT NOT NULL,
	-- of the entry, at that time
	title TEXT NOT NULL,
	unit TEXT NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	-- the limit that due_at was made with
	due TEXT NOT NULL,
	actor TEXT NOT NULL,
	settled_by TEXT NOT NULL,
	settled TEXT NOT NULL
) STRICT;
CREATE INDEX flag_open ON flag (due_at, id) WHERE settled_at = 0;

CREATE TRIGGER flag_is_final BEFORE UPDATE ON flag
WHEN OLD.settled_at <> 0 OR NEW.settled_at = 0 OR (NEW.id, NEW.at,
	NEW.due_at, NEW.kb_generation, NEW.entry_id, NEW.title, NEW.unit,
	NEW.kind, NEW.text, NEW.due, NEW.actor) IS NOT (OLD.id, OLD.at,
	OLD.due_at, OLD.kb_generation, OLD.entry_id, OLD.title, OLD.unit,
	OLD.kind, OLD.text, OLD.due, OLD.actor)
BEGIN
	SELECT RAISE(ABORT, 'a flag is settled once, and not changed');
END;
CREATE TRIGGER flag_stays BEFORE DELETE ON flag
BEGIN
	SELECT RAISE(ABORT, 'a flag is settled, never removed');
END;

-- What a shift hands over to the next one. A note stays as it was written,
-- and is taken over once, by somebody else.
CREATE TABLE handover (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	-- of the shift that writes it
	from_at INTEGER NOT NULL,
	to_at INTEGER NOT NULL,
	taken_at INTEGER NOT NULL,
	shift TEXT NOT NULL,
	author TEXT NOT NULL,
	text TEXT NOT NULL,
	taken_by TEXT NOT NULL
) STRICT;
CREATE INDEX handover_open ON handover (to_at, author) WHERE taken_at = 0;

CREATE TRIGGER handover_is_final BEFORE UPDATE ON handover
WHEN OLD.taken_at <> 0 OR NEW.taken_at = 0 OR (NEW.id, NEW.at, NEW.from_at,
	NEW.to_at, NEW.shift, NEW.author, NEW.text) IS NOT (OLD.id, OLD.at,
	OLD.from_at, OLD.to_at, OLD.shift, OLD.author, OLD.text)
BEGIN
	SELECT RAISE(ABORT, 'a handover note is taken over once, and not changed');
END;
CREATE TRIGGER handover_stays BEFORE DELETE ON handover
BEGIN
	SELECT RAISE(ABORT, 'a handover note is never removed');
END;
