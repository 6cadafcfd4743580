/*
 * ledger_person.c - who may act at this desk, and as what.
 *
 * Roles and units are codes of app/'s tables; here they are words. Each change
 * leaves an access record, whose chain shows who let whom in.
 */
#include "store/ledger_person.h"

#include "store/ledger_part.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum sql { SQL_PUT, SQL_ROLES_OFF, SQL_ROLE, SQL_GET, SQL_LIST, SQL_ANY,
	SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_PUT] = { "keep a person",
	    "INSERT INTO person (id, name, unit, active)"
	    " VALUES ($id, $name, $unit, $active)"
	    " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
	    " unit = excluded.unit, active = excluded.active" },
	[SQL_ROLES_OFF] = { "take off a person's roles",
	    "DELETE FROM person_role WHERE person = $id" },
	[SQL_ROLE] = { "give a person a role",
	    "INSERT INTO person_role (person, role) VALUES ($id, $role)"
	    " ON CONFLICT DO NOTHING" },
	[SQL_GET] = { "read a person",
	    "SELECT p.id, p.name, p.unit, p.active, coalesce(r.role, '')"
	    " FROM person p LEFT JOIN person_role r ON r.person = p.id"
	    " WHERE p.id = $id ORDER BY r.role" },
	[SQL_LIST] = { "list the persons",
	    "SELECT p.id, p.name, p.unit, p.active, coalesce(r.role, '')"
	    " FROM person p LEFT JOIN person_role r ON r.person = p.id"
	    " WHERE p.id > '' ORDER BY p.id, r.role" },
	[SQL_ANY] = { "is there a person",
	    "SELECT EXISTS (SELECT 1 FROM person WHERE id > '')" },
};

const struct db_sql *
ledger_person_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

void
persons_release(struct persons *list)
{
	free(list->person);
	texts_release(&list->texts);
	*list = (struct persons)PERSONS_INIT;
}

static enum status
put_roles(struct ledger *l, const struct person *p, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ROLES_OFF]);
	struct slice rest = slice_of(p->roles), role;
	enum status st;

	db_bind_text(s, db_at(s, "$id"), p->id);
	st = db_run(s, err);
	while (st == ST_OK && (role = slice_word(&rest)).bytes > 0) {
		s = db_stmt(l->db, &sql[SQL_ROLE]);
		db_bind_text(s, db_at(s, "$id"), p->id);
		db_bind_slice(s, db_at(s, "$role"), role);
		st = db_run(s, err);
	}
	return st;
}

enum status
ledger_person_put(struct ledger *l, const struct person *p,
    const struct access *who, struct err *err)
{
	enum status st = ledger_shown_check(p->name, CLEAN_ONE_LINE,
	    "the name", err);
	struct stmt *s;

	if (st == ST_OK)
		st = ledger_shown_check(p->id, CLEAN_ONE_LINE, "the person",
		    err);
	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	s = db_stmt(l->db, &sql[SQL_PUT]);
	db_bind_text(s, db_at(s, "$id"), p->id);
	db_bind_text(s, db_at(s, "$name"), p->name);
	db_bind_text(s, db_at(s, "$unit"), p->unit);
	db_bind_int(s, db_at(s, "$active"), p->active);
	st = db_run(s, err);
	if (st == ST_OK)
		st = put_roles(l, p, err);
	if (st == ST_OK)
		st = access_add(l, who, NULL, err);
	return ledger_end(l, st, err);
}

/* Ends the person whose rows were read. */
static void
roles_keep(struct persons *out, size_t had, struct buf *roles)
{
	if (out->count > had)
		out->person[out->count - 1].roles = texts_keep(&out->texts,
		    buf_slice(roles));
	buf_reset(roles);
}

/* A row for each role; the rows of a person stand together. */
static enum status
persons_read(struct stmt *s, struct persons *out, struct err *err)
{
	struct buf roles = BUF_INIT;
	size_t had = out->count;
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (out->count == had || strcmp(db_text(s, 0),
		    out->person[out->count - 1].id) != 0) {
			roles_keep(out, had, &roles);
			ARRAY_GROW(out->person, out->count + 1, out->room);
			out->person[out->count++] = (struct person){
				.id = row_text(&out->texts, s, 0),
				.name = row_text(&out->texts, s, 1),
				.unit = row_text(&out->texts, s, 2),
				.active = db_int(s, 3) != 0,
			};
		}
		if (roles.bytes > 0)
			buf_add_char(&roles, ' ');
		buf_add_slice(&roles, db_slice(s, 4));
	}
	roles_keep(out, had, &roles);
	buf_release(&roles);
	return st;
}

enum status
ledger_person_get(struct ledger *l, const char *id, struct persons *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_GET]);
	size_t had = out->count;
	enum status st;

	db_bind_text(s, db_at(s, "$id"), id);
	st = persons_read(s, out, err);
	if (st == ST_OK && out->count == had)
		st = fail(err, ST_NOT_FOUND, "there is no person \"%s\"", id);
	return st;
}

enum status
ledger_persons(struct ledger *l, struct persons *out, struct err *err)
{
	return persons_read(db_stmt(l->db, &sql[SQL_LIST]), out, err);
}

enum status
ledger_has_persons(struct ledger *l, bool *out, struct err *err)
{
	int64_t any = 0;
	enum status st = db_one(db_stmt(l->db, &sql[SQL_ANY]), &any, err);

	*out = any != 0;
	return st;
}
