/*
 * demand-world.h - a desk with a ledger of its own, for tests of demands.
 */
#ifndef TESTS_DEMAND_WORLD_H
#define TESTS_DEMAND_WORLD_H

#include "folder.h"

#include "app/app.h"
#include "app/demand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define UNIT "U-GJJ"			/* leads on fund.deposit */

struct world {
	char dir[FOLDER_BYTES];
	struct app app;
	struct demand_made made;
	struct err err;
};

#define PAIRS(...) (const char *const[]){ __VA_ARGS__, NULL }
#define NO_PAIRS (const char *const[]){ NULL }
#define RATED "contacted", "yes", "solved", "yes", "satisfied", \
	"satisfied", "truthful", "yes"

/* Refuses, and the demand is still the one of before. */
#define REFUSE(w, call, want, says) do { \
	char number_[DEMAND_NUMBER_BYTES]; \
	memcpy(number_, (w)->made.number, sizeof(number_)); \
	must_refuse((w), number_, (call), (want), (says)); \
} while (0)

/* A time as it is written. */
int64_t at(const char *text);
void act_as(struct world *w, const char *person, enum role role);
int setup(void **state);
int teardown(void **state);
/* One that the catalogue sends to UNIT. */
struct demand_input complaint(void);
/* Pairs of a field's code and its value, ended by NULL. */
void fields_of(struct move_fields *f, const char *const *pairs);
/* Takes a step with the demand that was made last. */
enum status step(struct world *w, const char *person, enum role role,
    enum move_event event, const char *const *pairs);
void must(struct world *w, enum status st, enum demand_state want);
void must_refuse(struct world *w, const char *number, enum status st,
    enum status want, const char *says);
/* Each begins anew and goes so far. */
void log_one(struct world *w);
void dispatch_one(struct world *w);
void handle_one(struct world *w);
void report_one(struct world *w);
void to_callback(struct world *w);
void open_view(struct world *w, struct demand_view *v);

#endif
