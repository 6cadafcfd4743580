/*
 * refresh_sign_cmd.c - desk12345 refresh keygen, sign, verify, publish.
 */
#include "app/app.h"
#include "app/feed_sign.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "cmd/refresh_cmd.h"

#include <string.h>

#define DAYS_MAX 36500

struct sign_call {
	const char *key, *path;
	int64_t days;
};

static enum status
parse(int argc, char **argv, bool keyed, struct sign_call *c,
    struct err *err)
{
	const struct args_option options[] = {
		{ "key", .text = &c->key }, { "days", .number = &c->days },
		{ NULL },
	};
	enum status st = args_all(argc, argv, "refresh", options, &c->path, 1,
	    err);

	if (st == ST_OK && (!c->path || !*c->path))
		st = fail(err, ST_USAGE, "%s wants the name of a file",
		    argv[0]);
	if (st == ST_OK && keyed && !c->key)
		st = fail(err, ST_USAGE, "%s wants --key", argv[0]);
	if (st == ST_OK && c->days > DAYS_MAX)
		st = fail(err, ST_USAGE, "--days is at most %d", DAYS_MAX);
	return st;
}

static enum status
say(struct buf *out, struct err *err)
{
	enum status st = cmd_out(out, err);

	buf_release(out);
	return st;
}

static enum status
keygen(struct app *app, const struct sign_call *c, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st = feed_keygen(c->path, &out, err);

	(void)app;
	if (st != ST_OK)
		buf_release(&out);
	return st == ST_OK ? say(&out, err) : st;
}

static enum status
sign(struct app *app, const struct sign_call *c, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st = feed_sign(app, c->key, c->path, c->days, err);
	if (st != ST_OK)
		return st;
	buf_addf(&out, "%s.minisig\n", c->path);
	return say(&out, err);
}

static enum status
verify(struct app *app, const struct sign_call *c, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st = feed_verify(app, c->key, c->path, err);
	if (st != ST_OK)
		return st;
	buf_addf(&out, _("%s: the signature is good\n"), c->path);
	return say(&out, err);
}

static enum status
publish(struct app *app, const struct sign_call *c, struct err *err)
{
	struct buf out = BUF_INIT;
	int64_t generation;
	enum status st = feed_publish(app, c->key, c->path, c->days,
	    &generation, err);

	if (st != ST_OK)
		return st;
	buf_addf(&out, _("%s: generation %lld\n"), c->path,
	    (long long)generation);
	return say(&out, err);
}

static const struct {
	const char *name;
	enum status (*run)(struct app *app, const struct sign_call *c,
	    struct err *err);
	bool keyed;			/* wants --key */
} verbs[] = {
	{ "keygen", keygen, false }, { "sign", sign, true },
	{ "verify", verify, true }, { "publish", publish, true },
};

bool
refresh_sign_cmd(struct app *app, int argc, char **argv, enum status *st,
    struct err *err)
{
	struct sign_call c = { NULL, NULL, 0 };

	for (size_t i = 0; i < COUNT(verbs); i++) {
		if (argc < 1 || strcmp(argv[0], verbs[i].name) != 0)
			continue;
		*st = parse(argc, argv, verbs[i].keyed, &c, err);
		if (*st == ST_OK)
			*st = verbs[i].run(app, &c, err);
		return true;
	}
	return false;
}
