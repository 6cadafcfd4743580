/*
 * ledger_phone.h - the phone system's calls, for figures alone.
 *
 * A call has a name in its source, of which only a keyed hash is kept; the
 * same name again is the same call, told anew. An hour is a sum of calls that
 * the source does not tell one by one.
 */
#ifndef STORE_LEDGER_PHONE_H
#define STORE_LEDGER_PHONE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

struct phone_call {
	const char *name;		/* in its source */
	int64_t at;			/* it rang; ms, as all times */
	bool answered;
	int64_t wait_ms;		/* till it was answered or given up */
	int64_t talk_ms, after_ms;
	const char *operator;		/* or "" */
};

struct phone_hour {
	int64_t at;			/* its beginning */
	int64_t offered, answered;
	int64_t within;			/* answered soon enough */
	int64_t short_ones;		/* given up at once */
	int64_t wait_ms, talk_ms;
};

/* A call or an hour; the other is NULL. */
struct phone_row {
	const struct phone_call *call;
	const struct phone_hour *hour;
};

struct phone_taken {
	int64_t added, changed, same;
};

/* Puts @count rows in one transaction and adds to @taken. */
enum status ledger_phone_put(struct ledger *l, const char *source,
    const struct phone_row *rows, size_t count, struct phone_taken *taken,
    struct err *err);

#endif
