/*
 * note.c - notes into a sink. Knows nothing of who listens.
 */
#include "text/note.h"

#include "base/buf.h"
#include "base/utf8.h"

void
note_add(struct note_sink *sink, enum note_level level, const char *rule,
    const char *field, const char *format, ...)
{
	struct buf raw = BUF_INIT, clean = BUF_INIT;
	struct note note = { sink->line, level, rule, field, NULL };
	va_list ap;

	va_start(ap, format);
	buf_addv(&raw, format, ap);
	va_end(ap);
	utf8_clean(&clean, buf_slice(&raw), CLEAN_ONE_LINE);
	note.reason = buf_text(&clean);
	if (level == NOTE_ERROR)
		sink->errors++;
	sink->take(sink->arg, &note);
	buf_release(&clean);
	buf_release(&raw);
}
