/*
 * phone.h - take in what the phone system tells of its calls.
 *
 * Rows in JSON lines or CSV (text/rows.h), with English or Chinese names: a
 * call (call_id, offered_at, answered_at, ended_at, or how many seconds it
 * waited and was talked) or an hour (hour, offered, answered ...). The same
 * call or hour again is taken once; told otherwise it is changed. A column
 * with the caller's number is left aside as every unknown one.
 */
#ifndef APP_PHONE_H
#define APP_PHONE_H

#include "base/buf.h"
#include "base/err.h"
#include "store/ledger_phone.h"

struct app;

struct phone_import {
	const char *source;		/* which phone system; or "" */
	const char *file;		/* for the record */
	/* A row that cannot be, and why; what is good goes on. */
	void (*bad)(void *arg, size_t row, const char *why);
	void *arg;
};

struct phone_done {
	size_t rows, refused;
	struct phone_taken taken;
};

/* For a supervisor or an administrator; ends with a record of the access. */
enum status phone_take(struct app *app, const struct phone_import *im,
    struct slice bytes, struct phone_done *out, struct err *err);

#endif
