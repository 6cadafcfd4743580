/*
 * refresh_fetch.c - before a source is read: are its files there, are they
 * whole, are they signed, are they new?
 */
#include "app/refresh_run.h"

#include "app/abbreviations.h"
#include "app/app.h"
#include "app/directory.h"
#include "app/feed_http.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "text/tokens.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* All of the rules that a record is read by, but for the program's own. */
static void
print_rules(const struct run *r, crypto_generichash_state *state)
{
	const struct directory *d = r->app->directory;
	const struct abbreviations *known = r->app->abbreviations;
	const struct abbreviation *a;
	const struct topic *t;

	crypto_generichash_update(state,
	    (const unsigned char *)&r->limits, sizeof(r->limits));
	for (size_t i = 0; d && (t = directory_topic_at(d, i)); i++) {
		const char *const texts[] = { t->code, t->name, t->name_en,
			t->keywords };

		for (size_t k = 0; k < COUNT(texts); k++)
			crypto_generichash_update(state,
			    (const unsigned char *)texts[k],
			    strlen(texts[k]) + 1);
	}
	for (size_t i = 0; known && (a = abbreviations_at(known, i)); i++) {
		crypto_generichash_update(state,
		    (const unsigned char *)a->text, strlen(a->text) + 1);
		crypto_generichash_update(state,
		    (const unsigned char *)a->meaning,
		    strlen(a->meaning) + 1);
	}
}

static void
print_of(const struct run *r, size_t i, char out[FEED_PRINT_BYTES])
{
	const struct feed_source *feed = r->source[i].feed;
	unsigned char hash[(FEED_PRINT_BYTES - 1) / 2];
	crypto_generichash_state state;
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s\n%s\n%d\n%s\n", r->source[i].fetch.print,
	    feed->owner_unit ? feed->owner_unit : "", (int)feed->format,
	    PACKAGE_VERSION);
	crypto_generichash_init(&state, NULL, 0, sizeof(hash));
	crypto_generichash_update(&state, (unsigned char *)text.text,
	    text.bytes);
	print_rules(r, &state);
	crypto_generichash_final(&state, hash, sizeof(hash));
	sodium_bin2hex(out, FEED_PRINT_BYTES, hash, sizeof(hash));
	buf_release(&text);
}

static void
settle(struct run *r, size_t i, enum refresh_outcome outcome, char *why)
{
	struct refresh_source *s = &r->out->source[i];

	r->source[i].settled = true;
	s->outcome = outcome;
	s->why = why;
	s->entries = s->before;
}

void
run_stop(struct run *r, size_t i, const struct err *why)
{
	settle(r, i, REFRESH_STOPPED, xstrdup(why->text));
}

/* Once is an accident; in the end the source is no more. */
static void
miss(struct run *r, size_t i)
{
	const struct feed_source *feed = r->source[i].feed;
	struct refresh_source *s = &r->out->source[i];
	int64_t most = feed->missing_runs > 0 ? feed->missing_runs :
	    r->limits.missing_runs;
	int64_t runs = 1 + feed_state_get(r->state, s->name,
	    FEED_STATE_MISSING);
	char *shown = feed_http_shown(feed->path);

	feed_state_set(r->state, s->name, FEED_STATE_MISSING, runs);
	settle(r, i, runs < most ? REFRESH_MISSING : REFRESH_LAPSED,
	    xasprintf(_("run %lld of %lld without %s"), (long long)runs,
	    (long long)most, shown));
	free(shown);
	if (runs < most)
		return;
	s->withdrawn = s->before;
	s->entries = 0;
}

enum status
run_fetch(struct run *r, size_t i, struct err *err)
{
	struct run_source *own = &r->source[i];
	const char *name = r->out->source[i].name;
	char *cache = file_join(r->app->home, "feeds");
	const struct feed_fetch_options o = {
		.limits = &r->limits, .spool_dir = r->app->kb_dir,
		.now = r->now, .signed_at = feed_state_get(r->state, name,
		    FEED_STATE_SIGNED), .cache_dir = cache
	};
	struct err why = ERR_INIT;
	enum status st = feed_fetch(own->feed, &o, &own->fetch, &why);

	free(cache);
	if (st == ST_FULL) {
		*err = why;
		return st;
	}
	if (st == ST_OK) {
		print_of(r, i, own->print);
		own->signed_at = own->fetch.signed_at;
		feed_state_set(r->state, name, FEED_STATE_MISSING, 0);
	} else if (st == ST_BUSY) {
		settle(r, i, REFRESH_WAITING, xstrdup(why.text));
	} else if (st == ST_NOT_FOUND && own->feed->configured &&
	    r->out->source[i].before > 0) {
		miss(r, i);
	} else {
		run_stop(r, i, &why);
	}
	return ST_OK;
}

bool
run_is_same(const struct run *r, size_t i)
{
	return r->out->source[i].before > 0 &&
	    strcmp(r->source[i].print, r->source[i].old_print) == 0;
}
