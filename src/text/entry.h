/*
 * entry.h - one knowledge entry, as a feed brings it and a reader shows it.
 *
 * A field is text (UTF-8, NFC) or absent (NULL). Lists are kept joined by
 * line feeds. What a field means stands in desk12345-feed(5); the set of
 * fields is one table, from which JSON, CSV, storage, comparison and display
 * are made.
 */
#ifndef TEXT_ENTRY_H
#define TEXT_ENTRY_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

/* TEXT one line; BODY may have lines; LIST joined by LF; DATE YYYY-MM-DD */
enum entry_shape { ENTRY_TEXT, ENTRY_BODY, ENTRY_LIST, ENTRY_DATE };

#define ENTRY_FIELD_LIST(X) \
	X(ENTRY_ID,            "entry_id",            TEXT) \
	X(SOURCE_SYSTEM,       "source_system",       TEXT) \
	X(EXTERNAL_ID,         "external_id",         TEXT) \
	X(KIND,                "kind",                TEXT) \
	X(TITLE,               "title",               TEXT) \
	X(QUESTION,            "question",            BODY) \
	X(ANSWER_SHORT,        "answer_short",        BODY) \
	X(ANSWER_FULL,         "answer_full",         BODY) \
	X(ANSWER_PLAIN,        "answer_plain",        BODY) \
	X(CAUTIONS,            "cautions",            BODY) \
	X(LANG,                "lang",                TEXT) \
	X(TRANSLATION_OF,      "translation_of",      TEXT) \
	X(DOC_TITLE,           "doc_title",           TEXT) \
	X(DOC_NUMBER,          "doc_number",          TEXT) \
	X(CLAUSE,              "clause",              TEXT) \
	X(CHAPTER,             "chapter",             TEXT) \
	X(ISSUING_BODY,        "issuing_body",        TEXT) \
	X(JOINT_BODIES,        "joint_bodies",        LIST) \
	X(LEVEL,               "level",               TEXT) \
	X(SIGNED_ON,           "signed_on",           DATE) \
	X(PUBLISHED_ON,        "published_on",        DATE) \
	X(EFFECTIVE_ON,        "effective_on",        DATE) \
	X(VALID_TO,            "valid_to",            DATE) \
	X(REPEALED_ON,         "repealed_on",         DATE) \
	X(TRIAL,               "trial",               TEXT) \
	X(SUPERSEDES,          "supersedes",          LIST) \
	X(SUPERSEDED_BY,       "superseded_by",       LIST) \
	X(IMPLEMENTS,          "implements",          LIST) \
	X(BASIS,               "basis",               BODY) \
	X(DISCLOSURE,          "disclosure",          TEXT) \
	X(REGION,              "region",              TEXT) \
	X(APPLIES_TO,          "applies_to",          LIST) \
	X(TOPIC,               "topic",               TEXT) \
	X(KEYWORDS,            "keywords",            LIST) \
	X(SYNONYMS,            "synonyms",            LIST) \
	X(LABELS,              "labels",              LIST) \
	X(CONDITIONS,          "conditions",          BODY) \
	X(MATERIALS,           "materials",           BODY) \
	X(PROCEDURE,           "procedure",           BODY) \
	X(TIME_LIMIT_LEGAL,    "time_limit_legal",    TEXT) \
	X(TIME_LIMIT_PROMISED, "time_limit_promised", TEXT) \
	X(FEE,                 "fee",                 BODY) \
	X(OFFICE,              "office",              BODY) \
	X(HOURS,               "hours",               BODY) \
	X(PHONE,               "phone",               BODY) \
	X(URL,                 "url",                 TEXT) \
	X(ONLINE,              "online",              BODY) \
	X(BACKGROUND,          "background",          BODY) \
	X(OBJECTIVES,          "objectives",          BODY) \
	X(MAIN_POINTS,         "main_points",         BODY) \
	X(INNOVATIONS,         "innovations",         BODY) \
	X(KEYWORDS_NOTE,       "keywords_note",       BODY) \
	X(TERMS,               "terms",               BODY) \
	X(SCOPE_NOTE,          "scope_note",          BODY) \
	X(STANDARD,            "standard",            BODY) \
	X(CAUTIONS_NOTE,       "cautions_note",       BODY) \
	X(DIFFERENCES,         "differences",         BODY) \
	X(OWNER_UNIT,          "owner_unit",          TEXT) \
	X(OWNER_PERSON,        "owner_person",        TEXT) \
	X(EDITOR,              "editor",              TEXT) \
	X(REVIEWER,            "reviewer",            TEXT) \
	X(REVIEWED_ON,         "reviewed_on",         DATE) \
	X(REVIEW_DUE,          "review_due",          DATE) \
	X(STATUS,              "status",              TEXT) \
	X(SECRECY,             "secrecy",             TEXT)

enum entry_field {
#define X(id, name, shape) ENTRY_##id,
	ENTRY_FIELD_LIST(X)
#undef X
	ENTRY_FIELD_COUNT
};

/* What an entry is; the stored word is the feed's. */
#define ENTRY_KIND_LIST(X) \
	X(QA,             "qa",             N_("Q&A")) \
	X(GUIDE,          "guide",          N_("guide")) \
	X(POLICY_DOC,     "policy_doc",     N_("policy")) \
	X(INTERPRETATION, "interpretation", N_("interpretation")) \
	X(NOTICE,         "notice",         N_("notice")) \
	X(CONTACT,        "contact",        N_("contact")) \
	X(TERM,           "term",           N_("term")) \
	X(FOREIGN,        "foreign",        N_("foreign-related"))

enum entry_kind {
#define X(id, word, title) ENTRY_KIND_##id,
	ENTRY_KIND_LIST(X)
#undef X
	ENTRY_KIND_COUNT
};

/* State in force: derived from dates, never typed. Words for the screen. */
#define ENTRY_FORCE_LIST(X) \
	X(IN_FORCE,       "in_force",       N_("in force")) \
	X(TRIAL,          "trial",          N_("on trial")) \
	X(NOT_YET,        "not_yet",        N_("not yet in force")) \
	X(PARTLY,         "partly",         N_("partly repealed")) \
	X(REPEALED,       "repealed",       N_("repealed")) \
	X(LAPSED,         "lapsed",         N_("lapsed")) \
	X(DRAFT,          "draft",          N_("draft")) \
	X(SUSPENDED,      "suspended",      N_("suspended"))

enum entry_force {
#define X(id, word, title) ENTRY_FORCE_##id,
	ENTRY_FORCE_LIST(X)
#undef X
	ENTRY_FORCE_COUNT
};

#define ENTRY_HASH_BYTES 33

struct entry {
	char *field[ENTRY_FIELD_COUNT];		/* owned */
	int64_t revision;			/* 1.. once in a base */
	/* Of the entry as its source brought it; "" when that is not known.
	 * The fields may differ: a refresh suspends and links entries. */
	char brought[ENTRY_HASH_BYTES];
};

#define ENTRY_INIT { { 0 }, 0, "" }

void entry_release(struct entry *e);
/* Replaces a field with a copy; an empty text makes it absent. */
void entry_set(struct entry *e, enum entry_field f, struct slice text);
const char *entry_get(const struct entry *e, enum entry_field f); /* "" */

const char *entry_field_name(enum entry_field f);
enum entry_shape entry_field_shape(enum entry_field f);
/* By the feed's name; ENTRY_FIELD_COUNT when there is no such field. */
enum entry_field entry_field_find(struct slice name);

enum entry_kind entry_kind_find(struct slice word);	/* COUNT if none */
const char *entry_kind_word(enum entry_kind k);
const char *entry_kind_title(enum entry_kind k);	/* user's language */

/*
 * The state on @day (days since 1970 in Asia/Shanghai, see clock.h). The
 * field "status" decides for draft, in review, suspended and withdrawn;
 * else repealed_on, superseded_by, effective_on and valid_to (its last day
 * is in force), and then "partly repealed" as status, or a trial.
 */
enum entry_force entry_force(const struct entry *e, int64_t day);
const char *entry_force_word(enum entry_force f);
const char *entry_force_title(enum entry_force f);	/* user's language */
/* In force, on trial, or in force but for a part. */
bool entry_force_live(enum entry_force f);

/* BLAKE2b-128 in hex over all fields but entry_id. */
void entry_hash(const struct entry *e, char out[ENTRY_HASH_BYTES]);

#endif
