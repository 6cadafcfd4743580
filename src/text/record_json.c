/*
 * record_json.c - one JSON object to one entry.
 */
#include "text/record_read.h"

#include "base/intl.h"
#include "base/utf8.h"

#include <jansson.h>

/* Text of a string, number or truth; false for the rest. */
static bool
scalar_text(struct buf *out, const json_t *value)
{
	if (json_is_string(value))
		buf_add(out, json_string_value(value),
		    json_string_length(value));
	else if (json_is_integer(value))
		buf_addf(out, "%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
	else if (json_is_real(value))
		buf_addf(out, "%.15g", json_real_value(value));
	else if (json_is_boolean(value))
		buf_add_text(out, json_is_true(value) ? "yes" : "no");
	else
		return false;
	return true;
}

/* Items are parted by LF, or by 、 where a field is one line. */
static bool
array_text(struct buf *out, const json_t *array, enum entry_shape shape)
{
	bool line = shape == ENTRY_TEXT || shape == ENTRY_DATE;

	for (size_t i = 0; i < json_array_size(array); i++) {
		if (i > 0)
			buf_add_text(out, line ? "、" : "\n");
		if (!scalar_text(out, json_array_get(array, i)))
			return false;
	}
	return true;
}

static void
set_value(struct entry *e, enum entry_field f, const json_t *value,
    const struct record_limits *limits, struct note_sink *sink)
{
	struct buf text = BUF_INIT;
	bool items = json_is_array(value);
	bool fits = items ? array_text(&text, value, entry_field_shape(f)) :
	    scalar_text(&text, value);

	if (fits)
		record_field_set(e, f, buf_slice(&text),
		    items ? RECORD_ITEMS : RECORD_WRITTEN, limits, sink);
	else
		note_add(sink, NOTE_ERROR, "json", entry_field_name(f),
		    _("a text or a list of texts is wanted here"));
	buf_release(&text);
}

static void
set_pair(struct entry *e, const char *key, const json_t *value,
    const struct record_limits *limits, struct record_unknown *unknown,
    struct note_sink *sink)
{
	enum entry_field f = entry_field_find(slice_of(key));

	if (f == ENTRY_FIELD_COUNT)
		f = record_name_find(slice_of(key));
	if (f == ENTRY_FIELD_COUNT)
		record_unknown_note(unknown, slice_of(key), sink);
	else if (json_is_null(value))
		return;
	else if (e->field[f])
		note_add(sink, NOTE_ERROR, "json", entry_field_name(f),
		    _("the field is there twice"));
	else
		set_value(e, f, value, limits, sink);
}

void
record_json_line(struct entry *e, struct slice line,
    const struct record_limits *limits, struct record_unknown *unknown,
    struct note_sink *sink)
{
	json_error_t why;
	json_t *object = json_loadb(line.text, line.bytes,
	    JSON_REJECT_DUPLICATES, &why), *value;
	size_t bad = object ? line.bytes : utf8_bad_at(line);
	const char *key;

	if (bad < line.bytes)
		note_add(sink, NOTE_ERROR, "Q2", "",
		    _("byte %zu of the line is no character"), bad + 1);
	else if (!object)
		note_add(sink, NOTE_ERROR, "json", "",
		    _("this is not JSON, at byte %d: %s"), why.position,
		    why.text);
	else if (!json_is_object(object))
		note_add(sink, NOTE_ERROR, "json", "",
		    _("this is JSON, but no object"));
	else
		json_object_foreach(object, key, value)
			set_pair(e, key, value, limits, unknown, sink);
	json_decref(object);
}
