/*
 * ledger_apply.h - a change on its way into the ledger: between
 * ledger_apply.c, which writes the demand and its events, and
 * ledger_belongs.c, which writes what belongs to it.
 */
#ifndef STORE_LEDGER_APPLY_H
#define STORE_LEDGER_APPLY_H

#include "store/ledger_part.h"

struct applying {
	const struct change *change;
	int64_t id, version, event;
	int64_t at;			/* of the last event */
	int64_t *batch;			/* where the batch's id is kept; 0 in it
					 * until there is one; NULL: none */
	char number[DEMAND_NUMBER_BYTES];
	const char *request;
	char made_request[33];
	enum demand_state from;
	/* of the row before; "" of a new one */
	const char *old_title, *old_content, *old_wish;
	const char *old_entry_ids, *old_assist_units, *old_copy_unit;
	struct texts texts;
};

/* The events of the change, at the end of the chain, with the hash of the
 * demand as it is now. */
enum status apply_events(struct ledger *l, struct applying *a,
    struct err *err);
/* Rows beside the demand's: sub-records, contact, callback, units, entries,
 * words, and the end of the draft. */
enum status apply_parts(struct ledger *l, const struct applying *a,
    struct err *err);

#endif
