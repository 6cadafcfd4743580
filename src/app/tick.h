/*
 * tick.h - what falls due by the clock alone.
 *
 * Nothing runs in the background: every queue asks what is due now. What must
 * stand in the events all the same, so that screens, exports and counts
 * agree, is written by this, for cron, as often as one likes; twice writes
 * nothing twice.
 */
#ifndef APP_TICK_H
#define APP_TICK_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct app;

struct ticked {
	int64_t deadlines;		/* limits that ended: Article 23 */
	int64_t claimants;		/* forgotten by the policy */
	int64_t searches, drafts;	/* let go of */
};

/* At most @batch of each kind, so that writers are not kept waiting; *@more
 * says that there is more to do. */
enum status tick_run(struct app *app, int64_t batch, struct ticked *out,
    bool *more, struct err *err);

#endif
