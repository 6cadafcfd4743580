/*
 * config.c - reads INI files by inih.
 *
 * inih hands over no line numbers unless it was built so, and cuts lines that
 * are too long for it without a word. It asks for one line at a time, though,
 * so the reader counts them and refuses what would be cut. It also takes off
 * the blanks in front: an indented line is a setting like any other, never
 * the rest of the value above.
 */
#include "base/config.h"

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

enum { CONFIG_BYTES_MAX = 1 << 20, SECTION_BYTES_MAX = 48 };

struct reader {
	struct config *config;
	struct slice rest;
	int line;
	const char *broken;		/* why it stopped, or NULL */
};

/* Why inih must not see the line, or NULL; it may take @bytes of it. */
static const char *
line_broken(struct slice line, size_t bytes)
{
	const char *end;

	if (!utf8_is_clean(line, CLEAN_LINES))
		return N_("it has a control character or is not UTF-8");
	if (line.bytes > bytes)
		return N_("the line is too long");
	if (line.bytes == 0 || *line.text != '[')
		return NULL;
	end = memchr(line.text, ']', line.bytes);
	if (end && end - line.text - 1 > SECTION_BYTES_MAX)
		return N_("the section's name is too long");
	return NULL;
}

/* As fgets(), from memory. */
static char *
line_read(char *out, int room, void *arg)
{
	struct reader *r = arg;
	struct slice line;

	if (r->broken || !slice_line(&r->rest, &line))
		return NULL;
	r->line++;
	line = slice_trim(line);
	r->broken = line_broken(line, (size_t)room - 1);
	if (r->broken)
		return NULL;
	memcpy(out, line.text, line.bytes);
	out[line.bytes] = '\0';
	return out;
}

static int
item_add(void *arg, const char *section, const char *key, const char *value)
{
	struct reader *r = arg;
	struct config *c = r->config;

	if (!*key)
		return 0;
	ARRAY_GROW(c->item, c->count + 1, c->room);
	c->item[c->count++] = (struct config_item){
		.section = xstrdup(section),
		.key = xstrdup(key),
		.value = xstrdup(value ? value : ""),
		.line = r->line,
	};
	return 1;
}

static struct slice
without_mark(struct slice s)
{
	static const char mark[] = "\xef\xbb\xbf";
	const size_t n = sizeof(mark) - 1;

	if (s.bytes < n || memcmp(s.text, mark, n) != 0)
		return s;
	return (struct slice){ s.text + n, s.bytes - n };
}

enum status
config_read(struct config *c, const char *path, struct err *err)
{
	struct reader r = { .config = c };
	struct buf text = BUF_INIT;
	enum status st = file_read(path, CONFIG_BYTES_MAX, &text, err);
	int bad = 0;

	free(c->path);
	c->path = xstrdup(path);
	if (st == ST_OK) {
		r.rest = without_mark(buf_slice(&text));
		bad = ini_parse_stream(line_read, &r, item_add, &r);
	}
	if (bad > 0)
		st = fail(err, ST_INVALID, "%s:%d: neither a [section] nor a "
		    "key = value", path, bad);
	else if (r.broken)
		st = fail(err, ST_INVALID, "%s:%d: %s", path, r.line,
		    _(r.broken));
	buf_release(&text);
	return st;
}

void
config_release(struct config *c)
{
	for (size_t i = 0; i < c->count; i++) {
		free(c->item[i].section);
		free(c->item[i].key);
		free(c->item[i].value);
	}
	free(c->item);
	free(c->path);
	*c = (struct config)CONFIG_INIT;
}

const char *
config_get(const struct config *c, const char *section, const char *key,
    const char *otherwise)
{
	for (size_t i = c->count; i > 0; i--) {
		const struct config_item *item = &c->item[i - 1];

		if (strcmp(item->section, section) == 0 &&
		    strcmp(item->key, key) == 0)
			return item->value;
	}
	return otherwise;
}
