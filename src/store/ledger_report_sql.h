/*
 * ledger_report_sql.h - the statements of the cases: between
 * ledger_report_sql.c and ledger_report.c alone.
 */
#ifndef STORE_LEDGER_REPORT_SQL_H
#define STORE_LEDGER_REPORT_SQL_H

#include "store/ledger_report.h"

struct cases_sql {
	const char *name;		/* for messages */
	/*
	 * Gives demand (0: none), line, at, own, person, type, state,
	 * channel, class, topic, district, street, unit, operator, up, down,
	 * out, soon and took (ms, or NULL).
	 */
	const char *text;
	bool people;			/* figures count persons, not times */
};

extern const struct cases_sql cases_sql[CASES_COUNT];

#endif
