/*
 * refresh_cmd.h - what the files of the refresh subcommand share.
 */
#ifndef CMD_REFRESH_CMD_H
#define CMD_REFRESH_CMD_H

#include "app/refresh.h"
#include "base/buf.h"

#include <stdio.h>

struct app;

enum status cmd_refresh(struct app *app, int argc, char **argv,
    struct err *err);

/* One line a source, with what its rules said below it. */
void refresh_print(struct buf *out, const struct refresh_report *r);

/* For Prometheus' textfile collector; @ended is what the run returned. */
enum status refresh_metrics_write(const char *path,
    const struct refresh_report *r, enum status ended, struct err *err);

/* --list, --rollback [N], --diff A B */
enum status refresh_list_cmd(struct app *app, bool json, struct err *err);
enum status refresh_rollback_cmd(struct app *app, int64_t generation,
    struct err *err);
enum status refresh_diff_cmd(struct app *app, int64_t a, int64_t b,
    bool json, struct err *err);

/* keygen, sign, verify, publish, as argv[0]; false when it is none of them. */
bool refresh_sign_cmd(struct app *app, int argc, char **argv,
    enum status *st, struct err *err);

/* --notes: all notes as CSV. */
struct refresh_notes {
	FILE *file;			/* NULL: none is wanted */
	struct buf row;
};
enum status refresh_notes_open(struct refresh_notes *n, const char *path,
    struct err *err);
void refresh_notes_add(struct refresh_notes *n, const char *source,
    const struct refresh_note *note);
enum status refresh_notes_close(struct refresh_notes *n, const char *path,
    struct err *err);

/* A bar on standard error, when that is a terminal. */
struct refresh_bar {
	bool shown;
	int64_t next_us;		/* when it is painted again */
};
void refresh_bar_progress(struct refresh_bar *bar,
    const struct refresh_progress *p);
void refresh_bar_end(struct refresh_bar *bar);

#endif
