/*
 * record_policy.c - a whole policy document to entries: a clause each, or
 * one for an official interpretation.
 *
 * The external id is the document's number, or else its title, and the
 * clause; so it stays while the document is the same, and a question can hang
 * on a clause.
 */
#include "text/record_read.h"

#include "base/intl.h"
#include "base/mem.h"
#include "text/html.h"
#include "text/policy_text.h"

#include <string.h>

/* The longest law has some thirteen hundred articles. */
enum { CLAUSES_MAX = 5000 };

/* Elements of an interpretation, by words of their headings. */
static const struct {
	enum entry_field field;
	const char *word;
} elements[] = {
	{ ENTRY_BACKGROUND, "背景" }, { ENTRY_BACKGROUND, "依据" },
	{ ENTRY_OBJECTIVES, "目标" }, { ENTRY_OBJECTIVES, "目的" },
	{ ENTRY_INNOVATIONS, "创新" }, { ENTRY_INNOVATIONS, "亮点" },
	{ ENTRY_DIFFERENCES, "差异" }, { ENTRY_DIFFERENCES, "区别" },
	{ ENTRY_DIFFERENCES, "变化" },
	{ ENTRY_KEYWORDS_NOTE, "关键词" }, { ENTRY_TERMS, "名词" },
	{ ENTRY_TERMS, "术语" }, { ENTRY_SCOPE_NOTE, "范围" },
	{ ENTRY_SCOPE_NOTE, "对象" }, { ENTRY_STANDARD, "标准" },
	{ ENTRY_CAUTIONS_NOTE, "注意" },
	{ ENTRY_MAIN_POINTS, "主要内容" }, { ENTRY_MAIN_POINTS, "任务" },
	{ ENTRY_MAIN_POINTS, "措施" }, { ENTRY_MAIN_POINTS, "内容" },
};

struct making {
	const struct policy_text *p;
	const struct record_limits *limits;
	struct note_sink *sink;
	struct entry *e;
};

static void
set(struct making *m, enum entry_field f, struct slice text)
{
	if (text.bytes > 0)
		record_field_set(m->e, f, text, RECORD_WRITTEN, m->limits,
		    m->sink);
}

static void
set_text(struct making *m, enum entry_field f, const char *text)
{
	set(m, f, slice_of(text));
}

static void
set_head(struct making *m, enum entry_kind kind)
{
	const struct policy_text *p = m->p;

	set_text(m, ENTRY_KIND, entry_kind_word(kind));
	set(m, ENTRY_DOC_TITLE, buf_slice(&p->title));
	set(m, ENTRY_DOC_NUMBER, p->number);
	set(m, ENTRY_BASIS, p->passed);
	set_text(m, ENTRY_SIGNED_ON, p->signed_on);
	set_text(m, ENTRY_EFFECTIVE_ON, p->effective_on);
	set_text(m, ENTRY_VALID_TO, p->valid_to);
}

static void
set_identity(struct making *m, const struct policy_clause *c, int again)
{
	const struct policy_text *p = m->p;
	struct buf label = BUF_INIT, text = BUF_INIT;

	buf_add_slice(&label, c->part);
	buf_add_slice(&label, c->label);
	set(m, ENTRY_CLAUSE, buf_slice(&label));
	buf_addf(&text, "%s %s", buf_text(&p->title), buf_text(&label));
	if (c->heading.bytes > 0 && c->heading.bytes < 96) {
		buf_add_char(&text, ' ');
		buf_add_slice(&text, c->heading);
	}
	set(m, ENTRY_TITLE, buf_slice(&text));
	buf_reset(&text);
	buf_add_slice(&text, p->number.bytes > 0 ? p->number :
	    buf_slice(&p->title));
	buf_addf(&text, " %s", buf_text(&label));
	if (again > 0)
		buf_addf(&text, "#%d", again + 1);
	set(m, ENTRY_EXTERNAL_ID, buf_slice(&text));
	buf_release(&text);
	buf_release(&label);
}

/* How many clauses before have the label: an annex counts anew. */
static int
again_of(const struct policy_text *p, size_t i)
{
	int again = 0;

	for (size_t k = 0; k < i; k++)
		again += slice_equal(p->clause[k].label,
		    p->clause[i].label) &&
		    slice_equal(p->clause[k].part, p->clause[i].part);
	return again;
}

static void
give_clause(const struct policy_text *p, size_t i,
    const struct record_document *d)
{
	struct entry e = ENTRY_INIT;
	struct making m = { p, d->limits, d->sink, &e };
	const struct policy_clause *c = &p->clause[i];

	d->sink->line = c->line;
	set_head(&m, ENTRY_KIND_POLICY_DOC);
	set(&m, ENTRY_CHAPTER, c->chapter);
	set(&m, ENTRY_ANSWER_FULL, c->text);
	set_identity(&m, c, again_of(p, i));
	d->each(d->arg, &e);
	entry_release(&e);
}

static enum entry_field
element_of(struct slice heading)
{
	for (size_t i = 0; i < COUNT(elements); i++)
		if (slice_find(heading, slice_of(elements[i].word)))
			return elements[i].field;
	return ENTRY_FIELD_COUNT;
}

/* A part and the points that follow it are one element. */
static void
set_elements(struct making *m)
{
	const struct policy_text *p = m->p;

	for (size_t i = 0; i < p->count; i++) {
		enum entry_field f = element_of(p->clause[i].heading);
		struct buf all = BUF_INIT;

		if (f == ENTRY_FIELD_COUNT)
			continue;
		if (m->e->field[f])
			buf_addf(&all, "%s\n", m->e->field[f]);
		buf_add_slice(&all, p->clause[i].text);
		set(m, f, buf_slice(&all));
		buf_release(&all);
	}
}

static void
give_whole(const struct policy_text *p, struct slice text,
    const struct record_document *d)
{
	static const struct policy_clause whole = { .line = 1 };
	bool explains = strstr(buf_text(&p->title), "解读") != NULL;
	struct entry e = ENTRY_INIT;
	struct making m = { p, d->limits, d->sink, &e };

	d->sink->line = 1;
	set_head(&m, explains ? ENTRY_KIND_INTERPRETATION :
	    ENTRY_KIND_POLICY_DOC);
	set_identity(&m, &whole, 0);
	if (explains)
		set_elements(&m);
	set(&m, ENTRY_ANSWER_FULL, text);
	d->each(d->arg, &e);
	entry_release(&e);
}

enum status
record_policy_read(struct slice text, const struct record_document *d,
    struct err *err)
{
	struct policy_text p;
	struct buf plain = BUF_INIT;
	enum status st = ST_OK;

	if (html_is(text)) {
		html_text(&plain, text);
		text = buf_slice(&plain);
	}
	policy_text_read(&p, text);
	if (p.title.bytes == 0)
		st = fail(err, ST_INVALID, "no title was found in the "
		    "document");
	else if (p.count > CLAUSES_MAX)
		st = fail(err, ST_INVALID, "the document has %zu clauses, %d "
		    "are allowed", p.count, CLAUSES_MAX);
	else if (p.count == 0 || strstr(buf_text(&p.title), "解读"))
		give_whole(&p, text, d);
	else
		for (size_t i = 0; i < p.count; i++)
			give_clause(&p, i, d);
	policy_text_release(&p);
	buf_release(&plain);
	return st;
}
