/*
 * doctor.h - what is wrong with an installation, and what to do about it.
 *
 * Looks at everything from outside and changes nothing. "check" proves what
 * is in base and ledger; this says why they may not be there.
 */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "base/err.h"

struct app;

#define DOCTOR_LEVEL_LIST(X) \
	X(GOOD,    "good",    N_("good")) \
	X(WARNING, "warning", N_("warning")) \
	X(BAD,     "bad",     N_("BAD"))

enum doctor_level {
#define X(id, word, title) DOCTOR_##id,
	DOCTOR_LEVEL_LIST(X)
#undef X
	DOCTOR_LEVEL_COUNT
};

/* Lives until @each returns. */
struct doctor_finding {
	enum doctor_level level;
	const char *about;		/* a word for scripts: "home" */
	const char *says, *advice;	/* in the user's language; advice "" */
};

/* Everything in turn; the worst that was found. */
enum doctor_level doctor_run(struct app *app,
    void (*each)(void *arg, const struct doctor_finding *f), void *arg);

const char *doctor_level_word(enum doctor_level level);
const char *doctor_level_title(enum doctor_level level);

#endif
