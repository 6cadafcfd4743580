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

static const struct {
	const char *name;
	struct db_sql sql;
} chains[CHAIN_COUNT] = {
	[CHAIN_EVENTS] = { "events", { "find an event by its number",
	    "SELECT hash FROM event WHERE id = $id" } },
	[CHAIN_ACCESSES] = { "accesses", { "find an access by its number",
	    "SELECT hash FROM access WHERE id = $id" } },
};

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
		snprintf(line, sizeof(line), LINE_FORMAT, chains[i].name,
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

static enum status
compare(struct ledger *l, enum chain chain, int64_t id, const char *kept,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &chains[chain].sql);
	char hex[HEX_BYTES + 1] = "";
	struct slice hash;
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return fail(err, ST_CORRUPT, "the ledger %s has lost %s: %lld "
		    "were kept. Its log was removed, or it is an older copy; "
		    "if it was put there on purpose, remove ledger.head",
		    db_path(l->db), chains[chain].name, (long long)id);
	hash = db_slice(s, 0);
	if (hash.bytes == LEDGER_HASH_BYTES)
		sodium_bin2hex(hex, sizeof(hex),
		    (const unsigned char *)hash.text, hash.bytes);
	db_reset(s);
	if (strcmp(hex, kept) == 0)
		return ST_OK;
	return fail(err, ST_CORRUPT, "the ledger %s is another one than that "
	    "which was written here last (%s, %lld); if it was put there on "
	    "purpose, remove ledger.head", db_path(l->db), chains[chain].name,
	    (long long)id);
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
		char line[LINE_BYTES + 1] = "", hex[HEX_BYTES + 1];
		int64_t id = 0;

		if (pread(l->head_fd, line, LINE_BYTES, i * LINE_BYTES) > 0 &&
		    line_parse(line, &id, hex))
			st = compare(l, (enum chain)i, id, hex, err);
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
