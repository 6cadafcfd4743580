/*
 * cmd_seal.c - desk12345 seal: sign how far the ledger has come.
 */
#include "cmd/seal_cmd.h"

#include "app/seals.h"
#include "base/intl.h"
#include "cmd/args.h"
#include "cmd/out.h"

static const char usage[] = N_(
    "Usage: desk12345 seal [--key FILE]\n"
    "       desk12345 seal --make-key FILE\n"
    "Adds a signed line to the file of seals: how many events and accesses\n"
    "the ledger has, and the hashes of the last ones. \"desk12345 check\"\n"
    "holds the ledger against all seals, so that not even one that was made\n"
    "anew from its first event passes. For cron, by somebody else than the\n"
    "operators: keep the key and a copy of the seals where they cannot\n"
    "write.\n"
    "  --key FILE       the secret key, in minisign's format\n"
    "  --make-key FILE  make a pair; the public key stays with the desk\n");

static enum status
run(struct app *app, const char *key, const char *make, struct err *err)
{
	struct buf out = BUF_INIT;
	int64_t number = 0;
	enum status st;

	if (make) {
		st = seals_make_key(app, make, err);
		buf_addf(&out, _("the secret key is in %s: take it away from "
		    "here\n"), make);
	} else {
		st = seals_add(app, key, &number, err);
		buf_addf(&out, _("seal %lld\n"), (long long)number);
	}
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

enum status
cmd_seal(struct app *app, int argc, char **argv, struct err *err)
{
	const char *key = NULL, *make = NULL;
	bool help = false;
	const struct args_option options[] = {
		{ "key", .text = &key }, { "make-key", .text = &make },
		{ "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "seal", options, NULL, 0, err);

	if (st != ST_OK)
		return st;
	return help ? cmd_help(usage, err) : run(app, key, make, err);
}
