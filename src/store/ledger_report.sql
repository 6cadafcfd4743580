-- What reports go by. Nothing here changes what a demand is.

CREATE INDEX demand_dispatched ON demand (dispatched_at)
	WHERE dispatched_at > 0;
CREATE INDEX demand_closed ON demand (closed_at) WHERE closed_at > 0;
CREATE INDEX demand_report_limit ON demand (due_report_at)
	WHERE due_report_at > 0;
CREATE INDEX event_dispatch ON event (at, demand, id)
	WHERE kind = 'dispatch';
CREATE INDEX contact_at ON contact (at, demand);
CREATE INDEX access_at ON access (at, id);
-- open demands by limit: the board counts them without a look at their rows
CREATE INDEX demand_unit_limit ON demand (state, due_report_at, lead_unit)
	WHERE open = 1;

-- Kept sums of demands that are not void, by day of the call in
-- Asia/Shanghai. A check compares them with the demands.
CREATE TABLE kept_hour (
	day INTEGER NOT NULL,
	hour INTEGER NOT NULL,
	type TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (day, hour, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_place (
	day INTEGER NOT NULL,
	category TEXT NOT NULL,
	district TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (day, category, district)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER demand_kept_in AFTER INSERT ON demand
WHEN NEW.state <> 'void'
BEGIN
	INSERT INTO kept_hour VALUES ((NEW.intake_at + 28800000) / 86400000,
	    (NEW.intake_at + 28800000) / 3600000 % 24, NEW.type, 1)
	    ON CONFLICT DO UPDATE SET n = n + 1;
	INSERT INTO kept_place VALUES ((NEW.intake_at + 28800000) / 86400000,
	    substr(NEW.topic, 1, instr(NEW.topic || '.', '.') - 1),
	    NEW.district, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- out with the old, in with the new
CREATE TRIGGER demand_kept_out AFTER UPDATE ON demand
WHEN (OLD.state = 'void') <> (NEW.state = 'void')
    OR OLD.intake_at <> NEW.intake_at OR OLD.type <> NEW.type
    OR OLD.topic <> NEW.topic OR OLD.district <> NEW.district
BEGIN
	UPDATE kept_hour SET n = n - 1 WHERE OLD.state <> 'void'
	    AND day = (OLD.intake_at + 28800000) / 86400000
	    AND hour = (OLD.intake_at + 28800000) / 3600000 % 24
	    AND type = OLD.type;
	UPDATE kept_place SET n = n - 1 WHERE OLD.state <> 'void'
	    AND day = (OLD.intake_at + 28800000) / 86400000
	    AND category = substr(OLD.topic, 1,
	    instr(OLD.topic || '.', '.') - 1) AND district = OLD.district;
	INSERT INTO kept_hour SELECT (NEW.intake_at + 28800000) / 86400000,
	    (NEW.intake_at + 28800000) / 3600000 % 24, NEW.type, 1
	    WHERE NEW.state <> 'void'
	    ON CONFLICT DO UPDATE SET n = n + 1;
	INSERT INTO kept_place SELECT (NEW.intake_at + 28800000) / 86400000,
	    substr(NEW.topic, 1, instr(NEW.topic || '.', '.') - 1),
	    NEW.district, 1 WHERE NEW.state <> 'void'
	    ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- Months whose figures were closed. What was closed stays.
CREATE TABLE frozen (
	id INTEGER PRIMARY KEY,
	from_at INTEGER NOT NULL UNIQUE,
	to_at INTEGER NOT NULL,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	figures INTEGER NOT NULL,
	before BLOB NOT NULL,
	hash BLOB NOT NULL
) STRICT;

CREATE TABLE frozen_figure (
	frozen INTEGER NOT NULL REFERENCES frozen (id),
	report TEXT NOT NULL,
	split TEXT NOT NULL,
	line INTEGER NOT NULL,
	key TEXT NOT NULL,
	up REAL NOT NULL,
	down REAL NOT NULL,
	out INTEGER NOT NULL,
	soon INTEGER NOT NULL,
	PRIMARY KEY (frozen, report, split, line, key)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER frozen_is_final BEFORE UPDATE ON frozen
BEGIN
	SELECT RAISE(ABORT, 'a closed month is never changed');
END;
CREATE TRIGGER frozen_stays BEFORE DELETE ON frozen
BEGIN
	SELECT RAISE(ABORT, 'a closed month is never removed');
END;
CREATE TRIGGER frozen_figure_is_final BEFORE UPDATE ON frozen_figure
BEGIN
	SELECT RAISE(ABORT, 'a closed figure is never changed');
END;
CREATE TRIGGER frozen_figure_stays BEFORE DELETE ON frozen_figure
BEGIN
	SELECT RAISE(ABORT, 'a closed figure is never removed');
END;

-- What a reviewer thinks of how a demand was logged and answered, 1 to 5.
CREATE TABLE qa_score (
	demand INTEGER NOT NULL REFERENCES demand (id),
	reviewer TEXT NOT NULL,
	at INTEGER NOT NULL,
	accuracy INTEGER NOT NULL CHECK (accuracy BETWEEN 1 AND 5),
	completeness INTEGER NOT NULL CHECK (completeness BETWEEN 1 AND 5),
	form INTEGER NOT NULL CHECK (form BETWEEN 1 AND 5),
	tone INTEGER NOT NULL CHECK (tone BETWEEN 1 AND 5),
	note TEXT NOT NULL,
	PRIMARY KEY (demand, reviewer)
) STRICT, WITHOUT ROWID;
CREATE INDEX qa_score_at ON qa_score (at);

CREATE TRIGGER qa_score_is_final BEFORE UPDATE ON qa_score
BEGIN
	SELECT RAISE(ABORT, 'a score is never changed');
END;
CREATE TRIGGER qa_score_stays BEFORE DELETE ON qa_score
BEGIN
	SELECT RAISE(ABORT, 'a score is never removed');
END;

-- What the phone system tells of its calls, and of hours whose calls it does
-- not tell one by one. No number is kept: a call is known again by a keyed
-- hash of its source and of the name it has there.
CREATE TABLE phone_call (
	id BLOB PRIMARY KEY,
	at INTEGER NOT NULL,
	answered INTEGER NOT NULL,
	wait_ms INTEGER NOT NULL,
	talk_ms INTEGER NOT NULL,
	after_ms INTEGER NOT NULL,
	operator TEXT NOT NULL,
	source TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_call_at
	ON phone_call (at, source, answered, wait_ms, talk_ms);
CREATE INDEX phone_call_after ON phone_call (at, operator, after_ms)
	WHERE after_ms > 0;

CREATE TABLE phone_hour (
	source TEXT NOT NULL,
	at INTEGER NOT NULL,
	offered INTEGER NOT NULL,
	answered INTEGER NOT NULL,
	within INTEGER NOT NULL,
	short INTEGER NOT NULL,
	wait_ms INTEGER NOT NULL,
	talk_ms INTEGER NOT NULL,
	PRIMARY KEY (at, source)
) STRICT, WITHOUT ROWID;
