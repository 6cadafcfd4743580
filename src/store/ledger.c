/*
 * ledger.c - open the ledger, bring its schema up, and bracket its writes.
 *
 * One SQLite file in WAL mode beside a lock file, the gate. Whoever writes
 * goes through the gate, so SQLite's own locks are free when they are asked
 * for. The log is written back under the gate too: when it has 100 pages and
 * nobody waits; from 4,000 on writers wait a moment for readers.
 */
#include "store/ledger_part.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CACHE_KIB "1024"	/* of each process; the system has its own */
#define APPLICATION_ID 0x64312345
#define WAL_PAGES 100
#define WAL_PAGES_MAX 4000
#define WAL_PAGES_MORE 1000
#define WAL_RESTART_MS 50

enum sql { SQL_META_GET, SQL_META_ADD, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_META_GET] = { "read a setting of the ledger",
	    "SELECT value FROM meta WHERE key = $key" },
	[SQL_META_ADD] = { "keep a setting of the ledger",
	    "INSERT INTO meta (key, value) VALUES ($key, $value)" },
};

/* Is it time, as all processes have noted it? A note from before the log began
 * anew is too far ahead to be true. */
static bool
wal_is_due(const struct ledger *l, enum gate_note note, int pages, int step)
{
	int64_t at = gate_noted(&l->gate, note);

	return pages >= at || at > pages + step;
}

static void
wal_write_back(struct ledger *l, int pages)
{
	if (!wal_is_due(l, GATE_WRITE_BACK_AT, pages, WAL_PAGES))
		return;
	/* A reader in the way leaves pages for the next time; no error. */
	sqlite3_wal_checkpoint_v2(db_handle(l->db), NULL,
	    SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	gate_leave_note(&l->gate, GATE_WRITE_BACK_AT, pages + WAL_PAGES);
}

/*
 * Where readers overlap there is always one that needs the log, and it would
 * never begin anew: so those that read now are waited for, a moment, while
 * nobody writes; who begins meanwhile does not need the log. One that reads
 * on is asked again so many pages later.
 */
static void
wal_restart(struct ledger *l, int pages)
{
	struct sqlite3 *handle = db_handle(l->db);

	if (!wal_is_due(l, GATE_RESTART_AT, pages, WAL_PAGES_MORE))
		return;
	sqlite3_busy_timeout(handle, WAL_RESTART_MS);
	sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_RESTART,
	    NULL, NULL);
	gate_leave_note(&l->gate, GATE_RESTART_AT, pages + WAL_PAGES_MORE);
	sqlite3_busy_timeout(handle, DB_BUSY_MS);
}

enum status
ledger_begin(struct ledger *l, struct err *err)
{
	enum status st = gate_enter(&l->gate, err);

	if (st != ST_OK)
		return st;
	st = db_begin(l->db, err);
	if (st != ST_OK)
		gate_leave(&l->gate);
	return st;
}

enum status
ledger_end(struct ledger *l, enum status st, struct err *err)
{
	int pages;

	st = db_end(l->db, st, err);
	if (st == ST_OK)
		head_keep(l);
	else
		head_forget(l);
	pages = db_wal_pages(l->db);
	if (st == ST_OK && pages >= WAL_PAGES_MAX)
		wal_restart(l, pages);
	gate_leave(&l->gate);
	if (st == ST_OK && pages >= WAL_PAGES && gate_try(&l->gate)) {
		wal_write_back(l, pages);
		gate_leave(&l->gate);
	}
	return st;
}

enum status
ledger_text_check(const char *text, const char *name, struct err *err)
{
	size_t bytes = strlen(text);

	if (bytes > LEDGER_TEXT_MAX_BYTES)
		return fail(err, ST_INVALID, "%s has %zu bytes, %d are"
		    " allowed", name, bytes, LEDGER_TEXT_MAX_BYTES);
	if (!utf8_valid(slice_of(text)))
		return fail(err, ST_INVALID, "%s is not UTF-8", name);
	return ST_OK;
}

enum status
ledger_shown_check(const char *text, enum clean how, const char *name,
    struct err *err)
{
	enum status st = ledger_text_check(text, name, err);

	if (st == ST_OK && !utf8_is_clean(slice_of(text), how))
		st = fail(err, ST_INVALID, "%s has characters that cannot be "
		    "shown", name);
	return st;
}

/* Each step of the schema with its number, all or nothing. */
static enum status
schema_step(struct ledger *l, size_t version, struct err *err)
{
	char number[64];
	enum status st;

	snprintf(number, sizeof(number), "PRAGMA user_version = %zu",
	    version);
	st = db_begin(l->db, err);
	if (st != ST_OK)
		return st;
	st = db_exec(l->db, "schema", ledger_schema[version - 1].text, err);
	if (st == ST_OK)
		st = db_exec(l->db, "schema version", number, err);
	return db_end(l->db, st, err);
}

static enum status
schema_new(struct ledger *l, struct err *err)
{
	char text[64];

	snprintf(text, sizeof(text), "PRAGMA application_id = %d",
	    APPLICATION_ID);
	return db_exec(l->db, "application id", text, err);
}

static enum status
schema_up(struct ledger *l, struct err *err)
{
	int64_t version = 0, application = 0, tables = 0, steps = 0;
	enum status st = db_number(l->db, "PRAGMA user_version", &version,
	    err);

	if (st == ST_OK)
		st = db_number(l->db, "PRAGMA application_id", &application,
		    err);
	if (st == ST_OK)
		st = db_number(l->db, "SELECT count(*) FROM sqlite_schema",
		    &tables, err);
	if (st != ST_OK)
		return st;
	while (ledger_schema[steps].text)
		steps++;
	if (application == 0 && version == 0 && tables == 0) {
		st = schema_new(l, err);
	} else if (application != APPLICATION_ID) {
		return fail(err, ST_INVALID, "%s is not a ledger",
		    db_path(l->db));
	}
	if (version > steps)
		return fail(err, ST_INVALID, "the ledger %s was made by a"
		    " newer program (schema %d, this program knows %d)",
		    db_path(l->db), (int)version, (int)steps);
	while (st == ST_OK && version < steps)
		st = schema_step(l, (size_t)++version, err);
	return st;
}

static enum status
meta_get(struct ledger *l, const char *key, char *out, size_t bytes,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_META_GET]);
	bool row;
	enum status st;

	out[0] = '\0';
	db_bind_text(s, db_at(s, "$key"), key);
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		snprintf(out, bytes, "%s", db_text(s, 0));
		db_reset(s);
	}
	return st;
}

static enum status
meta_add(struct ledger *l, const char *key, const char *value,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_META_ADD]);

	db_bind_text(s, db_at(s, "$key"), key);
	db_bind_text(s, db_at(s, "$value"), value);
	return db_run(s, err);
}

/* The ledger remembers which key it is sealed with. */
static enum status
key_check(struct ledger *l, struct err *err)
{
	unsigned char mark[VAULT_HASH_BYTES];
	char want[2 * VAULT_HASH_BYTES + 1];
	char have[2 * VAULT_HASH_BYTES + 1];
	enum status st;

	vault_mark(l->vault, mark);
	sodium_bin2hex(want, sizeof(want), mark, sizeof(mark));
	st = meta_get(l, "key_mark", have, sizeof(have), err);
	if (st != ST_OK)
		return st;
	if (!*have)
		return meta_add(l, "key_mark", want, err);
	if (strcmp(have, want) != 0)
		return fail(err, ST_INVALID, "the key file is not the one the"
		    " ledger %s was made with", db_path(l->db));
	return ST_OK;
}

static enum status
wal_on(struct ledger *l, struct err *err)
{
	return db_exec(l->db, "write-ahead log", "PRAGMA journal_mode = WAL;"
	    " PRAGMA synchronous = FULL;"
	    " PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
	    " PRAGMA cache_size = -" CACHE_KIB ";", err);
}

static bool
file_has_bytes(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && info.st_size > 0;
}

/* SQLite takes the log of a file that is not there for rubbish and removes
 * it; what was acknowledged may be in that log alone. */
static enum status
log_keep(const char *path, struct err *err)
{
	char *log = xasprintf("%s-wal", path);
	enum status st = ST_OK;

	if (file_has_bytes(log) && !file_has_bytes(path))
		st = fail(err, ST_CORRUPT, "the ledger %s is gone, its log %s "
		    "is there; put the ledger back, or the log away", path,
		    log);
	free(log);
	return st;
}

/* Under the gate: nobody else makes, migrates or recovers meanwhile. */
static enum status
open_file(struct ledger *l, const char *path, const char *key_path,
    struct err *err)
{
	bool fresh = !file_exists(path);
	enum status st = log_keep(path, err);

	if (st == ST_OK)
		st = vault_open(&l->vault, key_path, fresh, err);
	if (st == ST_OK)
		st = db_open(&l->db, path, DB_CREATE, err);
	if (st == ST_OK)
		st = wal_on(l, err);
	if (st == ST_OK)
		st = schema_up(l, err);
	if (st == ST_OK)
		st = key_check(l, err);
	return st;
}

static enum status
dir_make(const char *dir, struct err *err)
{
	bool there = file_exists(dir);
	enum status st = file_make_dir(dir, 0700, err);

	if (st != ST_OK)
		return st;
	if (!there && chmod(dir, 0700) != 0)
		return fail_errno(err, ST_IO, "cannot set the rights of %s",
		    dir);
	if (file_on_network(dir))
		return fail(err, ST_INVALID, "%s is on a network file system;"
		    " the ledger needs a disk of this host", dir);
	return ST_OK;
}

enum status
ledger_open(struct ledger **out, const char *dir, const char *key_path,
    struct err *err)
{
	struct ledger *l = xcalloc(1, sizeof(*l));
	char *path = file_join(dir, "ledger.db");
	char *lock = file_join(dir, "ledger.lock");
	char *key = key_path ? xstrdup(key_path) : file_join(dir, "site.key");
	enum status st;

	l->gate = (struct gate)GATE_INIT;
	l->head_fd = -1;
	st = dir_make(dir, err);
	if (st == ST_OK)
		st = gate_open(&l->gate, lock, err);
	if (st == ST_OK)
		st = gate_enter(&l->gate, err);
	if (st == ST_OK) {
		st = open_file(l, path, key, err);
		if (st == ST_OK)
			st = head_open(l, dir, err);
		gate_leave(&l->gate);
	}
	if (st != ST_OK) {
		ledger_close(l);
		l = NULL;
	}
	*out = l;
	free(path);
	free(lock);
	free(key);
	return st;
}

void
ledger_close(struct ledger *l)
{
	if (!l)
		return;
	db_close(l->db);
	vault_close(l->vault);
	gate_close(&l->gate);
	head_close(l);
	buf_release(&l->plain);
	free(l);
}

int64_t
ledger_data_version(struct ledger *l)
{
	struct err unsaid = ERR_INIT;
	int64_t version = 0;

	db_number(l->db, "PRAGMA data_version", &version, &unsaid);
	return version;
}
