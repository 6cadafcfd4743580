-- The ledger, version 1. Times are UTC milliseconds, 0 where there is none;
-- texts are '' where there is none. What must never change says so itself.

CREATE TABLE meta (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- the last number given on a day (days since 1970-01-01 in Asia/Shanghai)
CREATE TABLE counter (
	day INTEGER PRIMARY KEY,
	last INTEGER NOT NULL
) STRICT;

CREATE TABLE demand (
	id INTEGER PRIMARY KEY,
	number TEXT NOT NULL UNIQUE,
	request_id TEXT NOT NULL UNIQUE,
	version INTEGER NOT NULL,
	changed_at INTEGER NOT NULL,
	state TEXT NOT NULL,
	type TEXT NOT NULL,
	open INTEGER NOT NULL,

	confidential INTEGER NOT NULL,
	anonymous INTEGER NOT NULL,
	accepted INTEGER NOT NULL,
	final INTEGER NOT NULL,
	shelved INTEGER NOT NULL,
	master INTEGER NOT NULL,
	dispatch_round INTEGER NOT NULL,
	handling_round INTEGER NOT NULL,
	kb_generation INTEGER NOT NULL,
	intake_at INTEGER NOT NULL,
	registered_at INTEGER NOT NULL,
	answered_at INTEGER NOT NULL,
	dispatched_at INTEGER NOT NULL,
	signed_at INTEGER NOT NULL,
	contacted_at INTEGER NOT NULL,
	reported_at INTEGER NOT NULL,
	callback_at INTEGER NOT NULL,
	closed_at INTEGER NOT NULL,
	due_at INTEGER NOT NULL,
	due_dispatch_at INTEGER NOT NULL,
	due_sign_at INTEGER NOT NULL,
	due_contact_at INTEGER NOT NULL,
	due_report_at INTEGER NOT NULL,
	due_callback_at INTEGER NOT NULL,

	topic TEXT NOT NULL,
	title TEXT NOT NULL,
	content TEXT NOT NULL,
	wish TEXT NOT NULL,
	district TEXT NOT NULL,
	street TEXT NOT NULL,
	event_time TEXT NOT NULL,
	channel TEXT NOT NULL,
	class TEXT NOT NULL,
	proposed_unit TEXT NOT NULL,
	complained_unit TEXT NOT NULL,
	lead_unit TEXT NOT NULL,
	assist_units TEXT NOT NULL,
	copy_unit TEXT NOT NULL,
	catalogue_row TEXT NOT NULL,
	catalogue_version TEXT NOT NULL,
	policy TEXT NOT NULL,
	clocks TEXT NOT NULL,
	route TEXT NOT NULL,
	query TEXT NOT NULL,
	answer TEXT NOT NULL,
	entry_ids TEXT NOT NULL,
	none_reason TEXT NOT NULL,
	result TEXT NOT NULL,
	report TEXT NOT NULL,
	reached TEXT NOT NULL,
	contacted TEXT NOT NULL,
	solved TEXT NOT NULL,
	satisfied TEXT NOT NULL,
	operator TEXT NOT NULL,
	dispatcher TEXT NOT NULL,

	-- 1: the subject's key is destroyed
	erased INTEGER NOT NULL,
	-- whose key the next three are sealed with; 0 when all are empty
	subject INTEGER NOT NULL,
	claimant_name BLOB,
	claimant_phone BLOB,
	place_detail BLOB,
	-- keyed hashes, to find by
	phone_hash BLOB,
	last4_hash BLOB
) STRICT;

CREATE INDEX demand_state ON demand (state, id);
-- the last columns are for counts, which then need the index alone
CREATE INDEX demand_queue ON demand (state, due_at, id, open)
	WHERE open = 1;
CREATE INDEX demand_due ON demand (due_at, id) WHERE open = 1;
CREATE INDEX demand_lead_queue ON demand (lead_unit, due_at, id, state, open)
	WHERE open = 1;
CREATE INDEX demand_lead ON demand (lead_unit, id);
CREATE INDEX demand_operator ON demand (operator, id);
CREATE INDEX demand_topic ON demand (topic, id);
CREATE INDEX demand_district ON demand (district, id);
CREATE INDEX demand_intake ON demand (intake_at, id);
CREATE INDEX demand_report_due ON demand (due_report_at, id) WHERE open = 1;
CREATE INDEX demand_master ON demand (master, id) WHERE master <> 0;
-- claimants of merged demands who were not reached
CREATE INDEX demand_merged ON demand (id)
	WHERE state = 'merged' AND reached <> 'yes';
-- who can be forgotten, oldest first
CREATE INDEX demand_forget ON demand (closed_at, id)
	WHERE subject <> 0 AND erased = 0 AND open = 0;
CREATE INDEX demand_phone ON demand (phone_hash, id);
CREATE INDEX demand_last4 ON demand (last4_hash, id);

CREATE TRIGGER demand_stays BEFORE DELETE ON demand
BEGIN
	SELECT RAISE(ABORT, 'a demand is never removed');
END;

-- A claimant: whoever has the phone number, or made the one demand. The key
-- is sealed under the site's; NULL when the claimant's data were erased.
CREATE TABLE subject (
	id INTEGER PRIMARY KEY,
	made_at INTEGER NOT NULL,
	erased_at INTEGER NOT NULL,
	key BLOB,
	phone_hash BLOB UNIQUE
) STRICT;
CREATE INDEX demand_subject ON demand (subject, id) WHERE subject <> 0;

-- assisting units and those that have a copy
CREATE TABLE demand_unit (
	unit TEXT NOT NULL,
	demand INTEGER NOT NULL REFERENCES demand (id),
	PRIMARY KEY (unit, demand)
) STRICT, WITHOUT ROWID;
CREATE INDEX demand_unit_demand ON demand_unit (demand);

-- what it was answered from
CREATE TABLE demand_entry (
	entry_id TEXT NOT NULL,
	demand INTEGER NOT NULL REFERENCES demand (id),
	at INTEGER NOT NULL,
	query TEXT NOT NULL,
	PRIMARY KEY (entry_id, demand)
) STRICT, WITHOUT ROWID;
CREATE INDEX demand_entry_demand ON demand_entry (demand);
CREATE INDEX demand_entry_at ON demand_entry (at);

-- our own tokens, with a blank between; rowid is the demand's id
CREATE VIRTUAL TABLE demand_words USING fts5 (
	words, tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	demand INTEGER NOT NULL REFERENCES demand (id),
	version INTEGER NOT NULL,
	at INTEGER NOT NULL,
	kb_generation INTEGER NOT NULL,
	from_state TEXT NOT NULL,
	to_state TEXT NOT NULL,
	kind TEXT NOT NULL,
	actor TEXT NOT NULL,
	role TEXT NOT NULL,
	on_behalf_of TEXT NOT NULL,
	reason TEXT NOT NULL,
	text TEXT NOT NULL,
	data TEXT NOT NULL,
	request_id TEXT UNIQUE,
	-- of the demand after it, with all that belongs to it
	row_hash BLOB NOT NULL,
	before BLOB NOT NULL,
	hash BLOB NOT NULL,
	-- the id of the first event of those that came in one step; 0: none
	batch INTEGER NOT NULL
) STRICT;
-- What reports ask of a demand's events stands in it, too.
CREATE INDEX event_demand ON event (demand, id, kind, at);
CREATE INDEX event_batch ON event (batch, id) WHERE batch > 0;
CREATE INDEX event_taken ON event (actor, at, batch) WHERE batch > 0;

CREATE TRIGGER event_follows BEFORE INSERT ON event
WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM event)
BEGIN
	SELECT RAISE(ABORT, 'an event follows the last one');
END;
CREATE TRIGGER event_is_final BEFORE UPDATE ON event
BEGIN
	SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN
	SELECT RAISE(ABORT, 'an event is never removed');
END;

CREATE TABLE sub (
	id INTEGER PRIMARY KEY,
	demand INTEGER NOT NULL REFERENCES demand (id),
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	asked_at INTEGER NOT NULL,
	decided_at INTEGER NOT NULL,
	due_at INTEGER NOT NULL,
	asked_by TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	text TEXT NOT NULL,
	data TEXT NOT NULL
) STRICT;
CREATE INDEX sub_demand ON sub (demand, id);
CREATE INDEX sub_queue ON sub (kind, state, id);

CREATE TABLE contact (
	id INTEGER PRIMARY KEY,
	demand INTEGER NOT NULL REFERENCES demand (id),
	at INTEGER NOT NULL,
	channel TEXT NOT NULL,
	operator TEXT NOT NULL,
	text TEXT NOT NULL,
	subject INTEGER NOT NULL,
	phone BLOB,
	phone_hash BLOB
) STRICT;
CREATE INDEX contact_demand ON contact (demand, id);
CREATE INDEX contact_phone ON contact (phone_hash, id);
CREATE INDEX contact_subject ON contact (subject, id) WHERE subject <> 0;

CREATE TABLE callback (
	id INTEGER PRIMARY KEY,
	demand INTEGER NOT NULL REFERENCES demand (id),
	at INTEGER NOT NULL,
	handling_round INTEGER NOT NULL,
	agent TEXT NOT NULL,
	reached TEXT NOT NULL,
	contacted TEXT NOT NULL,
	solved TEXT NOT NULL,
	satisfied TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;
CREATE INDEX callback_demand ON callback (demand, id);
CREATE INDEX callback_at ON callback (at, id);

-- Who may act, and as what. With nobody in it everybody may.
CREATE TABLE person (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	unit TEXT NOT NULL,
	active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person_role (
	person TEXT NOT NULL REFERENCES person (id),
	role TEXT NOT NULL,
	PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
	id INTEGER PRIMARY KEY,
	operator TEXT NOT NULL,
	key TEXT NOT NULL,
	saved_at INTEGER NOT NULL,
	title BLOB NOT NULL,
	body BLOB NOT NULL,
	UNIQUE (operator, key)
) STRICT;
CREATE INDEX draft_list ON draft (operator, saved_at, id);
CREATE INDEX draft_key ON draft (key);
CREATE INDEX draft_saved ON draft (saved_at);

CREATE TABLE search_log (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	kb_generation INTEGER NOT NULL,
	hits INTEGER NOT NULL,
	demand INTEGER NOT NULL,
	operator TEXT NOT NULL,
	query TEXT NOT NULL,
	opened TEXT NOT NULL,
	used TEXT NOT NULL
) STRICT;
CREATE INDEX search_log_at ON search_log (at, id);

CREATE TABLE access (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	demand INTEGER NOT NULL,
	actor TEXT NOT NULL,
	role TEXT NOT NULL,
	what TEXT NOT NULL,
	reason TEXT NOT NULL,
	before BLOB NOT NULL,
	hash BLOB NOT NULL
) STRICT;
CREATE INDEX access_demand ON access (demand, id);
CREATE INDEX access_actor ON access (actor, what, at);
-- what names another access by its number, as "#12 ..."
CREATE INDEX access_about
	ON access (CAST(substr(reason, 2) AS INTEGER), what)
	WHERE substr(reason, 1, 1) = '#';

CREATE TRIGGER access_follows BEFORE INSERT ON access
WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM access)
BEGIN
	SELECT RAISE(ABORT, 'an access follows the last one');
END;
CREATE TRIGGER access_is_final BEFORE UPDATE ON access
BEGIN
	SELECT RAISE(ABORT, 'an access is never changed');
END;
CREATE TRIGGER access_stays BEFORE DELETE ON access
BEGIN
	SELECT RAISE(ABORT, 'an access is never removed');
END;
