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
