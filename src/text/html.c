/*
 * html.c - walks over a page from tag to tag.
 */
#include "text/html.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 16, ENTITY_BYTES = 10 };

static const char *const lines[] = {
	"address", "article", "blockquote", "br", "caption", "center", "dd",
	"div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5",
	"h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
	"table", "tr", "ul",
};
static const char *const silent[] = {
	"head", "noscript", "script", "style", "template", "textarea",
};

static const struct {
	const char *name, *text;
} entities[] = {
	{ "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" },
	{ "apos", "'" }, { "nbsp", " " }, { "emsp", " " }, { "ensp", " " },
	{ "ldquo", "“" }, { "rdquo", "”" }, { "lsquo", "‘" },
	{ "rsquo", "’" }, { "mdash", "—" }, { "hellip", "…" },
	{ "middot", "·" }, { "times", "×" },
};

static bool
is_one_of(const char *name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(name, list[i]) == 0)
			return true;
	return false;
}

static void
drop(struct slice *s, size_t bytes)
{
	s->text += bytes;
	s->bytes -= bytes;
}

/* Where @what stands in @s, in any case; s.bytes when it does not. */
static size_t
find(struct slice s, const char *what)
{
	size_t n = strlen(what);

	for (size_t at = 0; at + n <= s.bytes; at++)
		if (strncasecmp(s.text + at, what, n) == 0)
			return at;
	return s.bytes;
}

/* The name of a tag, "/" in front when it closes; "" when it is none. */
static void
tag_name(struct slice s, char out[NAME_BYTES])
{
	size_t n = 0, at = 1;

	out[0] = '\0';
	if (at < s.bytes && s.text[at] == '/')
		out[n++] = s.text[at++];
	for (; at < s.bytes && n < NAME_BYTES - 1; at++) {
		char ch = s.text[at];

		if (!((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
		    (ch >= '0' && ch <= '9')))
			break;
		out[n++] = ch;
	}
	out[n] = '\0';
}

/* Past a tag's ">", one in quotation marks left aside. */
static void
skip_tag(struct slice *s)
{
	char quote = '\0';

	while (s->bytes > 0) {
		char ch = *s->text;

		drop(s, 1);
		if (quote)
			quote = ch == quote ? '\0' : quote;
		else if (ch == '"' || ch == '\'')
			quote = ch;
		else if (ch == '>')
			return;
	}
}

static void
skip_comment(struct slice *s)
{
	size_t end = find(*s, "-->");

	drop(s, end < s->bytes ? end + strlen("-->") : s->bytes);
}

static void
skip_element(struct slice *s, const char *name)
{
	char close[NAME_BYTES + 2] = "</";

	strncat(close, name, NAME_BYTES);
	drop(s, find(*s, close));
	skip_tag(s);
}

static void
take_tag(struct buf *out, struct slice *s)
{
	char name[NAME_BYTES];
	const char *plain;

	if (s->bytes >= 4 && strncmp(s->text, "<!--", 4) == 0) {
		skip_comment(s);
		return;
	}
	tag_name(*s, name);
	if (!*name && (s->bytes == 1 ||
	    (s->text[1] != '!' && s->text[1] != '?'))) {
		buf_add_char(out, '<');
		drop(s, 1);
		return;
	}
	skip_tag(s);
	plain = *name == '/' ? name + 1 : name;
	if (*name != '/' && is_one_of(name, silent, COUNT(silent)))
		skip_element(s, name);
	else if (is_one_of(plain, lines, COUNT(lines)))
		buf_add_char(out, '\n');
	else if (strcasecmp(plain, "td") == 0 || strcasecmp(plain, "th") == 0)
		buf_add_char(out, ' ');
}

static bool
put_number(struct buf *out, const char *digits)
{
	bool hex = *digits == 'x' || *digits == 'X';
	char *end;
	unsigned long ch = strtoul(digits + hex, &end, hex ? 16 : 10);

	if (*end || end == digits + hex || ch < ' ' || ch > 0x10ffff ||
	    (ch >= 0xd800 && ch < 0xe000))
		return false;
	utf8_put(out, (uint32_t)ch);
	return true;
}

static bool
put_entity(struct buf *out, const char *name)
{
	if (*name == '#')
		return put_number(out, name + 1);
	for (size_t i = 0; i < COUNT(entities); i++)
		if (strcmp(name, entities[i].name) == 0) {
			buf_add_text(out, entities[i].text);
			return true;
		}
	return false;
}

/* One that is not known stands as it is. */
static void
take_entity(struct buf *out, struct slice *s)
{
	char name[ENTITY_BYTES + 1];
	size_t n = 0;

	while (n < ENTITY_BYTES && n + 1 < s->bytes && s->text[n + 1] != ';')
		n++;
	memcpy(name, s->text + 1, n);
	name[n] = '\0';
	if (n + 1 < s->bytes && s->text[n + 1] == ';' && n > 0 &&
	    put_entity(out, name)) {
		drop(s, n + 2);
		return;
	}
	buf_add_char(out, '&');
	drop(s, 1);
}

void
html_text(struct buf *out, struct slice page)
{
	while (page.bytes > 0) {
		char ch = *page.text;

		if (ch == '<') {
			take_tag(out, &page);
		} else if (ch == '&') {
			take_entity(out, &page);
		} else {
			buf_add_char(out, ch == '\n' || ch == '\r' ? ' ' :
			    ch);
			drop(&page, 1);
		}
	}
}

bool
html_is(struct slice text)
{
	text = slice_trim(text);
	return text.bytes > 1 && *text.text == '<' &&
	    (text.text[1] == '!' || text.text[1] == '?' ||
	    (text.text[1] | 0x20) >= 'a');
}
