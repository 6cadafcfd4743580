/*
 * export_file.c - write a sheet: make it, hash it, put it on the record, and
 * only then let it be seen.
 */
#include "app/export_file.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_BYTES_MAX ((size_t)1 << 30)

/* The library wants a path, and makes files as the mask says. */
static enum status
make_xlsx(const struct export_sheet *s, const char *path, struct buf *out,
    struct err *err)
{
	char *made = xasprintf("%s.new.%ld", path, (long)getpid());
	mode_t mask = umask(0077);
	enum status st = export_xlsx(s, made, err);

	umask(mask);
	if (st == ST_OK)
		st = file_read(made, FILE_BYTES_MAX, out, err);
	unlink(made);
	free(made);
	return st;
}

static enum status
record(struct app *app, const struct export_call *c, const char *what,
    const struct export_done *done, struct err *err)
{
	char hash[2 * EXPORT_HASH_BYTES + 1];
	struct access who = { .at = clock_now(&app->clock),
	    .actor = app->person, .role = role_code(app->role),
	    .what = "export" };
	char *reason;
	enum status st;

	sodium_bin2hex(hash, sizeof(hash), done->hash, sizeof(done->hash));
	reason = xasprintf("%s, %zu rows, %s, blake2b %s: %s", what,
	    done->rows, c->path ? c->path : "-", hash, c->reason);
	who.reason = reason;
	st = ledger_log_access(app->ledger, &who, err);
	free(reason);
	return st;
}

enum status
export_file(struct app *app, const struct export_sheet *s,
    const struct export_call *c, const char *what, struct export_done *out,
    struct err *err)
{
	enum status st;

	if (!c->reason || !*c->reason)
		return fail(err, ST_INVALID, "say what it is for");
	buf_reset(&out->text);
	if (c->form == EXPORT_XLSX && c->path)
		st = make_xlsx(s, c->path, &out->text, err);
	else
		st = export_write(s, c->form, &out->text, err);
	if (st != ST_OK)
		return st;
	out->rows = export_rows(s);
	crypto_generichash(out->hash, sizeof(out->hash),
	    (const unsigned char *)buf_text(&out->text), out->text.bytes,
	    NULL, 0);
	st = record(app, c, what, out, err);
	if (st == ST_OK && c->path) {
		st = file_write(c->path, buf_slice(&out->text), 0600, err);
		buf_reset(&out->text);
	}
	if (st != ST_OK)
		buf_reset(&out->text);
	return st;
}
