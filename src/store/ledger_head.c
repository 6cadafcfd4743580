/*
 * ledger_head.c - the ends of the chains, kept outside the ledger.
 *
 * SQLite cannot tell that its log was removed, or that an older copy lies in
 * the ledger's place: the file that is left is whole, and shorter. So after
 * each commit the last event and the last access are written to ledger.head,
 * in place and without a sync: it survives every process, and after a power
 * cut it is older than the ledger, never newer. A ledger that has not what
 * stands there has lost what was acknowledged.
 */
#include "store/ledger_part.h"

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEX_BYTES (2 * LEDGER_HASH_BYTES)
/* "events 00000000000000000012 <hash>\n" */
#define LINE_FORMAT "%-8s %020" PRId64 " %s\n"
#define LINE_BYTES (8 + 1 + 20 + 1 + HEX_BYTES + 1)

static const char *const names[CHAIN_COUNT] = {
	[CHAIN_EVENTS] = N_("events"),
	[CHAIN_ACCESSES] = N_("accesses"),
};

enum sql { SQL_EVENT, SQL_ACCESS, SQL_LAST_EVENT, SQL_LAST_ACCESS,
	SQL_DEMANDS, SQL_COUNT };

/* By chain, then by chain again. */
static const struct db_sql sql[SQL_COUNT] = {
	[SQL_EVENT] = { "find an event by its number",
	    "SELECT id, hash FROM event WHERE id = $id" },
	[SQL_ACCESS] = { "find an access by its number",
	    "SELECT id, hash FROM access WHERE id = $id" },
	[SQL_LAST_EVENT] = { "find the last event",
	    "SELECT id, hash FROM event"
	    " WHERE id = (SELECT max(id) FROM event)" },
	[SQL_LAST_ACCESS] = { "find the last access",
	    "SELECT id, hash FROM access"
	    " WHERE id = (SELECT max(id) FROM access)" },
	[SQL_DEMANDS] = { "count all demands",
	    "SELECT coalesce(sum(last), 0) FROM counter WHERE day > 0" },
};

const struct db_sql *
ledger_head_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

void
head_move(struct ledger *l, enum chain chain, int64_t id,
    const unsigned char hash[LEDGER_HASH_BYTES])
{
	struct chain_end *end = &l->end[chain];

	end->id = id;
	end->moved = true;
	memcpy(end->hash, hash, sizeof(end->hash));
}

void
head_forget(struct ledger *l)
{
	for (int i = 0; i < CHAIN_COUNT; i++)
		l->end[i].moved = false;
}

/* A line that cannot be written leaves the one of before, which is true. */
void
head_keep(struct ledger *l)
{
	for (int i = 0; i < CHAIN_COUNT; i++) {
		const struct chain_end *end = &l->end[i];
		char hex[HEX_BYTES + 1], line[LINE_BYTES + 1];
		ssize_t written;

		if (!end->moved)
			continue;
		sodium_bin2hex(hex, sizeof(hex), end->hash, sizeof(end->hash));
		snprintf(line, sizeof(line), LINE_FORMAT, names[i],
		    end->id, hex);
		written = pwrite(l->head_fd, line, LINE_BYTES, i * LINE_BYTES);
		(void)written;
	}
	head_forget(l);
}

static bool
line_parse(const char line[LINE_BYTES + 1], int64_t *id, char *hex)
{
	char name[9];

	return strlen(line) == LINE_BYTES &&
	    sscanf(line, "%8s %20" SCNd64 " %64s", name, id, hex) == 3 &&
	    strlen(hex) == HEX_BYTES;
}

/* The row the statement finds; id 0 when there is none. */
static enum status
end_read(struct stmt *s, struct chain_end *out, struct err *err)
{
	struct slice hash;
	bool row;
	enum status st = db_step(s, &row, err);

	*out = (struct chain_end){ .id = 0 };
	if (st != ST_OK || !row)
		return st;
	out->id = db_int(s, 0);
	hash = db_slice(s, 1);
	if (hash.bytes == LEDGER_HASH_BYTES)
		memcpy(out->hash, hash.text, LEDGER_HASH_BYTES);
	db_reset(s);
	return ST_OK;
}

enum status
head_last(struct ledger *l, enum chain chain, struct chain_end *out,
    struct err *err)
{
	return end_read(db_stmt(l->db, &sql[SQL_LAST_EVENT + (int)chain]),
	    out, err);
}

static enum status
compare(struct ledger *l, enum chain chain, int64_t id,
    const unsigned char kept[LEDGER_HASH_BYTES], struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_EVENT + (int)chain]);
	struct chain_end end;
	enum status st;

	if (id == 0)
		return ST_OK;
	db_bind_int(s, db_at(s, "$id"), id);
	st = end_read(s, &end, err);
	if (st == ST_OK && end.id == 0)
		return fail(err, ST_CORRUPT, "the ledger %s has lost %s: %lld "
		    "were kept. Its log was removed, or it is an older copy",
		    db_path(l->db), _(names[chain]), (long long)id);
	if (st == ST_OK && memcmp(end.hash, kept, sizeof(end.hash)) != 0)
		return fail(err, ST_CORRUPT, "the ledger %s is another one "
		    "than that which was written here (%s, %lld)",
		    db_path(l->db), _(names[chain]), (long long)id);
	return st;
}

enum status
ledger_had(struct ledger *l, const struct ledger_proof *then,
    struct err *err)
{
	enum status st = compare(l, CHAIN_EVENTS, then->events, then->head,
	    err);

	if (st == ST_OK)
		st = compare(l, CHAIN_ACCESSES, then->accesses,
		    then->access_head, err);
	return st;
}

enum status
ledger_ends(struct ledger *l, struct ledger_proof *out, struct err *err)
{
	struct chain_end event = { .id = 0 }, access = { .id = 0 };
	enum status st = db_begin_read(l->db, err);

	*out = (struct ledger_proof){ 0 };
	if (st != ST_OK)
		return st;
	st = head_last(l, CHAIN_EVENTS, &event, err);
	if (st == ST_OK)
		st = head_last(l, CHAIN_ACCESSES, &access, err);
	if (st == ST_OK)
		st = db_one(db_stmt(l->db, &sql[SQL_DEMANDS]), &out->demands,
		    err);
	out->events = event.id;
	out->accesses = access.id;
	memcpy(out->head, event.hash, sizeof(out->head));
	memcpy(out->access_head, access.hash, sizeof(out->access_head));
	return db_end(l->db, st, err);
}

static enum status
line_compare(struct ledger *l, enum chain chain, const char *line,
    struct err *err)
{
	unsigned char hash[LEDGER_HASH_BYTES] = { 0 };
	char hex[HEX_BYTES + 1];
	int64_t id = 0;
	enum status st;

	if (!line_parse(line, &id, hex) || sodium_hex2bin(hash, sizeof(hash),
	    hex, HEX_BYTES, NULL, NULL, NULL) != 0)
		return ST_OK;
	st = compare(l, chain, id, hash, err);
	if (st == ST_CORRUPT)
		fail_at(err, "ledger.head, to be removed when this is on "
		    "purpose");
	return st;
}

enum status
head_open(struct ledger *l, const char *dir, struct err *err)
{
	char *path = file_join(dir, "ledger.head");
	enum status st = ST_OK;

	l->head_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (l->head_fd < 0)
		st = fail_errno(err, ST_IO, "cannot open %s", path);
	for (int i = 0; st == ST_OK && i < CHAIN_COUNT; i++) {
		char line[LINE_BYTES + 1] = "";

		if (pread(l->head_fd, line, LINE_BYTES, i * LINE_BYTES) > 0)
			st = line_compare(l, (enum chain)i, line, err);
	}
	free(path);
	return st;
}

void
head_close(struct ledger *l)
{
	if (l->head_fd >= 0)
		close(l->head_fd);
}
