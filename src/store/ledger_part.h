/*
 * ledger_part.h - what the parts of the ledger share; nobody else includes it.
 */
#ifndef STORE_LEDGER_PART_H
#define STORE_LEDGER_PART_H

#include "base/utf8.h"
#include "store/db.h"
#include "store/gate.h"
#include "store/ledger.h"
#include "store/vault.h"

/* The ends of the two chains, of events and of accesses. */
enum chain { CHAIN_EVENTS, CHAIN_ACCESSES, CHAIN_COUNT };

struct chain_end {
	int64_t id;
	unsigned char hash[LEDGER_HASH_BYTES];
	bool moved;			/* in the transaction that is open */
};

struct ledger {
	struct db *db;
	struct vault *vault;
	struct gate gate;
	struct buf plain;		/* for what is unsealed, reused */
	int head_fd;			/* see ledger_head.c */
	struct chain_end end[CHAIN_COUNT];
};

/* Opens the file of heads beside the ledger and compares: an end that was
 * committed and is not there any more is ST_CORRUPT. */
enum status head_open(struct ledger *l, const char *dir, struct err *err);
void head_close(struct ledger *l);
/* After a commit: keeps the ends that moved. After a roll-back: forgets. */
void head_keep(struct ledger *l);
void head_forget(struct ledger *l);
/* The end as it is in the file; id 0 and zeros in a new ledger. */
enum status head_last(struct ledger *l, enum chain chain,
    struct chain_end *out, struct err *err);
/* Notes an end in the transaction that is open. */
void head_move(struct ledger *l, enum chain chain, int64_t id,
    const unsigned char hash[LEDGER_HASH_BYTES]);

/* Step n of the schema is file n of ledger*.sql; ends with NULLs. Made when
 * the program is built. */
struct ledger_step {
	const char *name, *text;
};

extern const struct ledger_step ledger_schema[];

#define LEDGER_TEXT_MAX_BYTES 262144

/*
 * The bracket around every write: the gate, then the transaction. ledger_end()
 * commits on ST_OK, writes the log back into the file when it has grown, and
 * hands @st on.
 */
enum status ledger_begin(struct ledger *l, struct err *err);
enum status ledger_end(struct ledger *l, enum status st, struct err *err);

/* A text that may be stored; @name is for the message. */
enum status ledger_text_check(const char *text, const char *name,
    struct err *err);
/* The same of one that is shown as it is. */
enum status ledger_shown_check(const char *text, enum clean how,
    const char *name, struct err *err);

/* The columns of a demand, in the order demand_load() reads them. */
#define X_COLUMN(name) ", d." #name
#define DEMAND_COLUMNS "d.id, d.version, d.changed_at, d.number, d.state," \
	" d.type, d.request_id" DEMAND_INT_LIST(X_COLUMN) \
	DEMAND_TEXT_LIST(X_COLUMN) DEMAND_PERSONAL_LIST(X_COLUMN) \
	", d.erased, d.subject" \
	", (SELECT key FROM subject WHERE id = d.subject)"

/* Reads the row stepped to, masked; @d is released first. */
enum status demand_load(struct ledger *l, struct stmt *s, struct demand *d,
    struct err *err);
/* Keeps the text of a column. */
const char *row_text(struct texts *t, struct stmt *s, int column);

/* The label a value is sealed under: "demand 12 claimant_name". */
#define LABEL_BYTES 96
const char *label_of(char out[LABEL_BYTES], const char *table, int64_t row,
    const char *column);
/* Appends the value of a column sealed with @key; NULL appends nothing, nor
 * does a key that is NULL, because it is destroyed. */
enum status row_unseal(struct vault *key, struct stmt *s, int column,
    const char *label, struct buf *out, struct err *err);

/* The claimant that has this phone, made when there is none; a phone without
 * a form is a claimant of its own. */
struct subject {
	int64_t id;
	struct vault *key;
};

#define SUBJECT_INIT { 0, NULL }
enum status subject_take(struct ledger *l, const char *phone, int64_t at,
    struct subject *out, struct err *err);
void subject_release(struct subject *s);
/* The key in two columns of a row, subject and key; NULL when destroyed. */
enum status subject_key(struct ledger *l, struct stmt *s, int column,
    struct vault **out, struct err *err);

/*
 * The hash of all a row holds. Empty values do not count, so that a later
 * schema's new columns leave old hashes alone.
 */
void row_digest(struct stmt *s, const char *table,
    unsigned char out[LEDGER_HASH_BYTES]);
/* The hash of a demand: its row, sub-records, contacts and callbacks. */
enum status demand_digest(struct ledger *l, int64_t id,
    unsigned char out[LEDGER_HASH_BYTES], struct err *err);
/* The hash of an event; ->before is part of it. */
void event_digest(const struct event *e,
    const unsigned char row_hash[LEDGER_HASH_BYTES],
    unsigned char out[LEDGER_HASH_BYTES]);
void access_digest(const struct access *a,
    const unsigned char before[LEDGER_HASH_BYTES],
    unsigned char out[LEDGER_HASH_BYTES]);

/* Whole personal data, for the ledger's own use. */
enum status personal_read(struct ledger *l, int64_t id, struct personal *out,
    struct err *err);
/* Notes an access in the transaction that is open; *@id is its number,
 * NULL: not wanted. */
enum status access_add(struct ledger *l, const struct access *who,
    int64_t *id, struct err *err);

/* The columns of an event, in the order event_load() reads them. */
#define EVENT_COLUMNS "id, demand, version, at, kb_generation, from_state," \
	" to_state, before, hash, row_hash, kind, actor, role, on_behalf_of," \
	" reason, text, data, coalesce(request_id, ''), batch"
enum { EVENT_COLUMN_ROW_HASH = 9 };
/* Of an event @e: the demand's next one does not undo it. */
#define EVENT_HOLDS(e) "coalesce((SELECT z.kind FROM event z" \
	" WHERE z.demand = " e ".demand AND z.id > " e ".id" \
	" ORDER BY z.id LIMIT 1), '') <> 'undo'"

/* Adds the events that the statement gives. */
enum status events_read(struct stmt *s, struct events *out, struct err *err);
enum status event_load(struct stmt *s, struct texts *t, struct event *e,
    struct err *err);

/* Appends the words of a text, as they are indexed, with blanks between. */
void words_of(struct buf *out, const char *text);
/* Appends the full-text expression of what was typed; false when there is no
 * word in it. */
bool words_match(struct buf *out, const char *typed);

/* The statement of a list as text; what @f asks for is bound by list_bind().
 * Only constant parts go into it. */
enum list_kind { LIST_ROWS, LIST_COUNT, LIST_TALLY };
void list_compose(struct buf *out, const struct demand_filter *f,
    enum list_kind kind, enum tally_by by);

/* A list's statement with all bound that a page does not need; false when
 * nothing can match. list_close() in either case. */
struct list_query {
	struct stmt *stmt;
	struct buf text, words;
	unsigned char phone[VAULT_HASH_BYTES], last4[VAULT_HASH_BYTES];
};

bool list_open(struct ledger *l, struct list_query *q,
    const struct demand_filter *f, enum list_kind kind, enum tally_by by);
void list_close(struct list_query *q);

/* The parts' statements, for a test that looks at their plans. */
const struct db_sql *ledger_read_sql(size_t *count);
const struct db_sql *ledger_apply_sql(size_t *count);
const struct db_sql *ledger_batch_sql(size_t *count);
const struct db_sql *ledger_belongs_sql(size_t *count);
const struct db_sql *ledger_draft_sql(size_t *count);
const struct db_sql *ledger_log_sql(size_t *count);
const struct db_sql *ledger_answer_sql(size_t *count);
const struct db_sql *ledger_erase_sql(size_t *count);
const struct db_sql *ledger_handover_sql(size_t *count);
const struct db_sql *ledger_person_sql(size_t *count);
const struct db_sql *ledger_phone_sql(size_t *count);
const struct db_sql *ledger_head_sql(size_t *count);
const struct db_sql *ledger_check_sql(size_t *count);
const struct db_sql *ledger_chain_sql(size_t *count);
const struct db_sql *ledger_subject_sql(size_t *count);

#endif
