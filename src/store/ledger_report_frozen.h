/*
 * ledger_report_frozen.h - closed months: figures that stay as they were.
 *
 * A month is closed once, with all its figures, in one transaction; its hash
 * covers them and the month closed before it, so that neither a figure nor a
 * month can be changed unseen.
 */
#ifndef STORE_LEDGER_REPORT_FROZEN_H
#define STORE_LEDGER_REPORT_FROZEN_H

#include "base/err.h"
#include "store/ledger_report.h"

#include <stddef.h>
#include <stdint.h>

#define FROZEN_HASH_BYTES 32

struct frozen {
	int64_t id;			/* the ledger's */
	int64_t from, to;		/* ms */
	int64_t at;
	const char *actor;
	int64_t figures;		/* the ledger's, as the next two */
	unsigned char before[FROZEN_HASH_BYTES], hash[FROZEN_HASH_BYTES];
};

/* One report's figures, split in one way; see figure_by_code(). */
struct frozen_report {
	const char *report, *split;
	const struct figures *figures;
};

/* ST_CONFLICT when the month is closed already. */
enum status ledger_freeze(struct ledger *l, const struct frozen *f,
    const struct frozen_report *reports, size_t count, struct err *err);
/* The month that is [from, to); ST_NOT_FOUND without a message when it is not
 * closed. ->actor is "" here. */
enum status ledger_frozen(struct ledger *l, int64_t from, int64_t to,
    struct frozen *out, struct err *err);
/* Adds the closed figures of a report; by line, then key. */
enum status ledger_frozen_figures(struct ledger *l, int64_t id,
    const char *report, const char *split, struct figures *out,
    struct err *err);
/* Proves all closed months; ST_CORRUPT names the first that is not as it
 * was. */
enum status ledger_check_frozen(struct ledger *l, int64_t *months,
    struct err *err);

#endif
