/*
 * stage.c - a record is its revision, hash, and the fields that are there,
 * each with its number and size. Knows nothing of SQL or terms.
 */
#include "store/stage.h"

#include "base/mem.h"
#include "store/scratch.h"
#include "text/digest.h"

#include <stdlib.h>
#include <string.h>

struct staged {
	int64_t at;			/* in the file */
	uint32_t bytes;
	uint32_t id;			/* where in the ids */
	int32_t day;			/* effective */
	uint8_t tier;			/* smaller is better */
};

struct stage {
	struct scratch *file;
	struct staged *item;
	size_t count, room;
	struct buf ids;			/* NUL behind each */
	struct buf record;
};

/* What answers a question as it is asked stands before what it rests on. */
static const uint8_t kind_rank[ENTRY_KIND_COUNT + 1] = {
	[ENTRY_KIND_QA] = 0, [ENTRY_KIND_GUIDE] = 0,
	[ENTRY_KIND_NOTICE] = 1, [ENTRY_KIND_INTERPRETATION] = 2,
	[ENTRY_KIND_CONTACT] = 3, [ENTRY_KIND_TERM] = 4,
	[ENTRY_KIND_POLICY_DOC] = 5, [ENTRY_KIND_FOREIGN] = 6,
	[ENTRY_KIND_COUNT] = 7,
};

enum status
stage_new(struct stage **out, const char *dir, struct err *err)
{
	struct scratch *file;
	enum status st = scratch_new(&file, dir, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	*out = xcalloc(1, sizeof(**out));
	(*out)->file = file;
	return ST_OK;
}

void
stage_free(struct stage *s)
{
	if (!s)
		return;
	scratch_free(s->file);
	free(s->item);
	buf_release(&s->ids);
	buf_release(&s->record);
	free(s);
}

static void
record_put(struct buf *out, const struct entry *e)
{
	digest_put(out, (uint32_t)e->revision);
	buf_add(out, e->brought, sizeof(e->brought));
	for (uint32_t f = 0; f < ENTRY_FIELD_COUNT; f++) {
		struct slice text = slice_of(e->field[f]);

		if (text.bytes == 0)
			continue;
		digest_put(out, f);
		digest_put(out, (uint32_t)text.bytes);
		buf_add_slice(out, text);
	}
}

static bool
record_take(struct slice s, struct entry *e)
{
	uint32_t value, bytes;

	if (!digest_take(&s, &value) || s.bytes < sizeof(e->brought))
		return false;
	e->revision = value;
	memcpy(e->brought, s.text, sizeof(e->brought));
	s.text += sizeof(e->brought);
	s.bytes -= sizeof(e->brought);
	while (s.bytes > 0) {
		if (!digest_take(&s, &value) || !digest_take(&s, &bytes) ||
		    value >= ENTRY_FIELD_COUNT || bytes > s.bytes)
			return false;
		entry_set(e, (enum entry_field)value,
		    (struct slice){ s.text, bytes });
		s.text += bytes;
		s.bytes -= bytes;
	}
	return true;
}

enum status
stage_add(struct stage *s, const struct entry *e, int64_t day,
    struct err *err)
{
	enum entry_kind kind =
	    entry_kind_find(slice_of(entry_get(e, ENTRY_KIND)));
	struct digest_head head;

	digest_life(e, &head);
	buf_reset(&s->record);
	record_put(&s->record, e);
	ARRAY_GROW(s->item, s->count + 1, s->room);
	s->item[s->count++] = (struct staged){
		.at = scratch_bytes(s->file),
		.bytes = (uint32_t)s->record.bytes,
		.id = (uint32_t)s->ids.bytes,
		.day = head.effective,
		.tier = (uint8_t)(kind_rank[kind] +
		    (head.live_from <= day && day <= head.live_to ? 0 : 16))
	};
	buf_add_text(&s->ids, entry_get(e, ENTRY_ENTRY_ID));
	buf_add_char(&s->ids, '\0');
	return scratch_add(s->file, buf_slice(&s->record), err);
}

size_t
stage_count(const struct stage *s)
{
	return s->count;
}

static int
rank_cmp(const void *va, const void *vb, void *ids)
{
	const struct staged *a = va, *b = vb;

	if (a->tier != b->tier)
		return a->tier < b->tier ? -1 : 1;
	if (a->day != b->day)
		return a->day > b->day ? -1 : 1;
	return strcmp((const char *)ids + a->id, (const char *)ids + b->id);
}

void
stage_sort(struct stage *s)
{
	if (s->count > 0)
		qsort_r(s->item, s->count, sizeof(*s->item), rank_cmp,
		    s->ids.text);
}

enum status
stage_get(struct stage *s, size_t at, struct entry *out, struct err *err)
{
	const struct staged *item = &s->item[at];
	enum status st;

	*out = (struct entry)ENTRY_INIT;
	buf_reset(&s->record);
	buf_reserve(&s->record, item->bytes);
	st = scratch_read(s->file, item->at, item->bytes, s->record.text,
	    err);
	if (st != ST_OK)
		return st;
	if (!record_take((struct slice){ s->record.text, item->bytes },
	    out)) {
		entry_release(out);
		return fail(err, ST_CORRUPT, "an entry that waited for the "
		    "index came back damaged");
	}
	return ST_OK;
}
