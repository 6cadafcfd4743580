/*
 * seals.c - keys, the file of seals, and the ledger held against it.
 */
#include "app/seals.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/seal.h"

#include <stdlib.h>
#include <sys/stat.h>

#define KEY_BYTES_MAX 4096

static char *
place(const struct app *app, const char *key, const char *name)
{
	const char *said = config_get(&app->config, "desk", key, NULL);

	return said ? xstrdup(said) : file_join(app->home, name);
}

static enum status
not_there(const char *path, struct err *err)
{
	if (!file_exists(path))
		return ST_OK;
	return fail(err, ST_CONFLICT, "%s is there already", path);
}

enum status
seals_make_key(struct app *app, const char *path, struct err *err)
{
	char *public_path = place(app, "seal_public", "seal.pub");
	struct minisign_secret secret;
	struct minisign_public public;
	struct buf text = BUF_INIT;
	enum status st = not_there(path, err);

	if (st == ST_OK)
		st = not_there(public_path, err);
	if (st == ST_OK) {
		minisign_make(&secret);
		minisign_public_of(&secret, &public);
		minisign_secret_write(&text, &secret);
		st = file_write(path, buf_slice(&text), 0600, err);
		vault_wipe_text(buf_detach(&text));
		vault_wipe_bytes(&secret, sizeof(secret));
	}
	if (st == ST_OK) {
		minisign_public_write(&text, &public);
		st = file_write(public_path, buf_slice(&text), 0644, err);
	}
	buf_release(&text);
	free(public_path);
	return st;
}

static enum status
key_read(const char *path, struct minisign_secret *out, struct err *err)
{
	struct buf text = BUF_INIT;
	struct stat info;
	enum status st;

	if (stat(path, &info) == 0 && (info.st_mode & 077))
		return fail(err, ST_DENIED, "others may read the key file %s;"
		    " its mode must be 0600", path);
	st = file_read(path, KEY_BYTES_MAX, &text, err);
	if (st == ST_OK)
		st = minisign_secret_read(buf_slice(&text), out, err);
	if (text.bytes > 0)
		vault_wipe_bytes(text.text, text.bytes);
	buf_release(&text);
	return st;
}

/* A ledger that has lost what was sealed is not sealed anew. */
enum status
seals_add(struct app *app, const char *path, int64_t *number,
    struct err *err)
{
	char *file = place(app, "seals", "seals");
	struct minisign_secret secret;
	struct ledger_proof ends;
	struct seals_found found = { 0 };
	enum status st = seals_check(app, &found, err);

	if (!path)
		path = config_get(&app->config, "desk", "seal_key", NULL);
	if (st == ST_OK)
		st = path ? key_read(path, &secret, err) : fail(err, ST_USAGE,
		    "with which key? Name it with --key, or make one with "
		    "--make-key");
	if (st == ST_OK)
		st = ledger_ends(app->ledger, &ends, err);
	if (st == ST_OK)
		st = seal_add(file, &secret, clock_now(&app->clock), &ends,
		    err);
	vault_wipe_bytes(&secret, sizeof(secret));
	*number = found.count + 1;
	free(file);
	return st;
}

struct comparing {
	struct app *app;
	struct seals_found *found;
};

static enum status
compare(void *arg, const struct seal *s, struct err *err)
{
	struct comparing *c = arg;
	char at[CLOCK_TEXT_BYTES];
	enum status st = ledger_had(c->app->ledger, &s->ends, err);

	if (st == ST_CORRUPT)
		fail_at(err, "seal %lld of %s", (long long)s->number,
		    clock_text(s->at, CLOCK_MINUTES, at));
	c->found->count = s->number;
	c->found->at = s->at;
	c->found->events = s->ends.events;
	return st;
}

enum status
seals_check(struct app *app, struct seals_found *out, struct err *err)
{
	char *file = place(app, "seals", "seals");
	char *public_path = place(app, "seal_public", "seal.pub");
	struct comparing c = { app, out };
	struct minisign_public key;
	struct buf text = BUF_INIT;
	enum status st = ST_OK;

	*out = (struct seals_found){ 0 };
	if (file_exists(public_path) || file_exists(file)) {
		st = file_read(public_path, KEY_BYTES_MAX, &text, err);
		if (st == ST_OK)
			st = minisign_public_read(buf_slice(&text), &key,
			    err);
		if (st == ST_OK)
			st = seal_read(file, &key, compare, &c, err);
	}
	buf_release(&text);
	free(public_path);
	free(file);
	return st;
}
