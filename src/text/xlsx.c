/*
 * xlsx.c - walks over the XML of a workbook: which sheet is first, the shared
 * strings, which styles are dates. The sheet itself is in xlsx_sheet.c.
 */
#include "text/xlsx_read.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* More than any program writes: room for what is remembered of a part. */
enum { LINKS_MAX = 1 << 16, FORMATS_MAX = 1 << 12, STYLES_MAX = 1 << 16,
	STRINGS_MAX = 1 << 23, TOKEN_BYTES_MAX = 4 << 20 };

#define SHEET_OTHERWISE "xl/worksheets/sheet1.xml"

/* Built-in formats that show a date: 14-17, 22, 27-36, 50-58. */
static bool
is_date_number(long id)
{
	return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) ||
	    (id >= 50 && id <= 58);
}

/* A format with years or days in it, outside of quotes and brackets. */
static bool
is_date_code(const char *code)
{
	char end = '\0';

	for (; *code; code++) {
		if (end) {
			end = *code == end ? '\0' : end;
			continue;
		}
		if (*code == '"')
			end = '"';
		else if (*code == '[')
			end = ']';
		else if (*code == '\\' && code[1])
			code++;
		else if (strchr("yYdD", *code))
			return true;
	}
	return false;
}

const char *
xlsx_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2) {
		const char *colon = strchr(attributes[0], ':');

		if (strcmp(colon ? colon + 1 : attributes[0], name) == 0)
			return attributes[1];
	}
	return NULL;
}

/* True, and the parser stops, when there are @max already. */
static bool
is_full(struct xlsx *x, size_t count, size_t max)
{
	if (count < max)
		return false;
	fail(&x->err, ST_INVALID, "a part of the spreadsheet has more than "
	    "%zu of its kind", max);
	xlsx_stop(x, ST_INVALID);
	return true;
}

static long
number(const char *text)
{
	return text ? strtol(text, NULL, 10) : 0;
}

/* The first <sheet> names its link; <workbookPr date1904="1"> the calendar. */
static void
workbook_start(struct xlsx *x, const char *name, const char **attributes)
{
	if (strcmp(name, "workbookPr") == 0) {
		const char *flag = xlsx_attribute(attributes, "date1904");

		x->from_1904 = flag && (*flag == '1' || *flag == 't');
	} else if (strcmp(name, "sheet") == 0 && !x->sheet_link) {
		for (const char **a = attributes; *a; a += 2)
			if (strcmp(a[0], "r:id") == 0)
				x->sheet_link = xstrdup(a[1]);
	}
}

static void
links_start(struct xlsx *x, const char *name, const char **attributes)
{
	const char *id = xlsx_attribute(attributes, "Id");
	const char *target = xlsx_attribute(attributes, "Target");

	if (strcmp(name, "Relationship") != 0 || !id || !target ||
	    is_full(x, x->links, LINKS_MAX))
		return;
	ARRAY_GROW(x->link, x->links + 1, x->link_room);
	x->link[x->links++] = (struct xlsx_link){ xstrdup(id),
		xstrdup(target) };
}

/* numFmts stand before cellXfs; a cell's style is an xf of those. */
static void
styles_start(struct xlsx *x, const char *name, const char **attributes)
{
	long id = number(xlsx_attribute(attributes, "numFmtId"));
	bool date = is_date_number(id);

	if (strcmp(name, "cellXfs") == 0)
		x->in_styles = true;
	if (strcmp(name, "numFmt") == 0) {
		const char *code = xlsx_attribute(attributes, "formatCode");

		if (!code || !is_date_code(code) ||
		    is_full(x, x->date_formats, FORMATS_MAX))
			return;
		ARRAY_GROW(x->date_format, x->date_formats + 1,
		    x->date_format_room);
		x->date_format[x->date_formats++] = id;
	} else if (strcmp(name, "xf") == 0 && x->in_styles &&
	    !is_full(x, x->styles, STYLES_MAX)) {
		for (size_t i = 0; i < x->date_formats && !date; i++)
			date = x->date_format[i] == id;
		ARRAY_GROW(x->style_is_date, x->styles + 1, x->style_room);
		x->style_is_date[x->styles++] = date;
	}
}

static void
strings_start(struct xlsx *x, const char *name)
{
	if (strcmp(name, "si") == 0 && is_full(x, x->strings, STRINGS_MAX))
		return;
	if (strcmp(name, "si") == 0) {
		ARRAY_GROW(x->string_at, x->strings + 2, x->string_room);
		x->string_at[x->strings++] = x->texts.bytes;
	} else if (strcmp(name, "rPh") == 0) {
		x->in_ruby = true;
	} else if (strcmp(name, "t") == 0) {
		x->in_text = !x->in_ruby && x->strings > 0;
	}
}

static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static void
start(void *arg, const char *raw, const char **attributes)
{
	struct xlsx *x = arg;
	const char *name = local(raw);

	switch (x->part) {
	case XLSX_WORKBOOK:
		workbook_start(x, name, attributes);
		break;
	case XLSX_LINKS:
		links_start(x, name, attributes);
		break;
	case XLSX_STRINGS:
		strings_start(x, name);
		break;
	case XLSX_STYLES:
		styles_start(x, name, attributes);
		break;
	default:
		xlsx_sheet_start(x, name, attributes);
	}
}

static void
end(void *arg, const char *raw)
{
	struct xlsx *x = arg;
	const char *name = local(raw);

	if (strcmp(name, "t") == 0 || strcmp(name, "v") == 0)
		x->in_text = false;
	if (strcmp(name, "rPh") == 0)
		x->in_ruby = false;
	if (strcmp(name, "cellXfs") == 0)
		x->in_styles = false;
	if (x->part == XLSX_SHEET)
		xlsx_sheet_end(x, name);
}

void
xlsx_stop(struct xlsx *x, enum status st)
{
	if (x->st == ST_OK)
		x->st = st;
	XML_StopParser(x->parser, XML_FALSE);
}

static void
text(void *arg, const char *bytes, int n)
{
	struct xlsx *x = arg;
	struct buf *to = x->part == XLSX_SHEET ? &x->cell : &x->texts;

	if (!x->in_text)
		return;
	if (to->bytes + (size_t)n > x->o->text_bytes_max) {
		fail(&x->err, ST_INVALID, "the spreadsheet's texts have more "
		    "than %zu bytes", x->o->text_bytes_max);
		xlsx_stop(x, ST_INVALID);
		return;
	}
	buf_add(to, bytes, (size_t)n);
}

static void
refuse_type(void *arg, const char *name, const char *system,
    const char *public, int internal)
{
	struct xlsx *x = arg;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	fail(&x->err, ST_INVALID, "a part of the spreadsheet has a document "
	    "type; none belongs there");
	xlsx_stop(x, ST_INVALID);
}

struct xlsx *
xlsx_new(const struct xlsx_options *o)
{
	struct xlsx *x = xcalloc(1, sizeof(*x));

	x->o = o;
	return x;
}

void
xlsx_free(struct xlsx *x)
{
	if (!x)
		return;
	if (x->parser)
		XML_ParserFree(x->parser);
	for (size_t i = 0; i < x->links; i++) {
		free(x->link[i].id);
		free(x->link[i].target);
	}
	free(x->link);
	free(x->sheet_link);
	free(x->date_format);
	free(x->style_is_date);
	free(x->string_at);
	buf_release(&x->texts);
	buf_release(&x->cell);
	buf_release(&x->row);
	free(x);
}

/* Targets are relative to xl/, or absolute. */
static bool
is_first_sheet(const struct xlsx *x, const char *name)
{
	for (size_t i = 0; i < x->links && x->sheet_link; i++) {
		const char *target = x->link[i].target;

		if (strcmp(x->link[i].id, x->sheet_link) != 0)
			continue;
		if (*target == '/')
			return strcmp(target + 1, name) == 0;
		return strncmp(name, "xl/", 3) == 0 &&
		    strcmp(target, name + 3) == 0;
	}
	return strcmp(name, SHEET_OTHERWISE) == 0;
}

enum xlsx_part
xlsx_part_of(const struct xlsx *x, const char *name)
{
	static const struct {
		const char *name;
		enum xlsx_part part;
	} parts[] = {
		{ "xl/workbook.xml", XLSX_WORKBOOK },
		{ "xl/_rels/workbook.xml.rels", XLSX_LINKS },
		{ "xl/sharedStrings.xml", XLSX_STRINGS },
		{ "xl/styles.xml", XLSX_STYLES },
	};

	for (size_t i = 0; i < COUNT(parts); i++)
		if (strcmp(name, parts[i].name) == 0)
			return parts[i].part;
	return is_first_sheet(x, name) ? XLSX_SHEET : XLSX_PARTS;
}

void
xlsx_begin(struct xlsx *x, enum xlsx_part part)
{
	if (x->parser)
		XML_ParserFree(x->parser);
	x->parser = XML_ParserCreate(NULL);
	x->part = part;
	x->in_text = x->in_ruby = x->in_styles = false;
	x->fed = 0;
	x->line = 1;
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, start, end);
	XML_SetCharacterDataHandler(x->parser, text);
	XML_SetStartDoctypeDeclHandler(x->parser, refuse_type);
}

static enum status
parse(struct xlsx *x, struct slice bytes, bool last, struct err *err)
{
	if (XML_Parse(x->parser, bytes.text, (int)bytes.bytes, last) ==
	    XML_STATUS_OK)
		return ST_OK;
	if (x->st == ST_OK)
		return fail(err, ST_INVALID, "the spreadsheet is damaged: "
		    "%s", XML_ErrorString(XML_GetErrorCode(x->parser)));
	*err = x->err;
	return x->st;
}

/* The parser keeps a tag until its end is there. */
enum status
xlsx_feed(struct xlsx *x, struct slice bytes, struct err *err)
{
	enum status st = parse(x, bytes, false, err);

	x->fed += (int64_t)bytes.bytes;
	if (st == ST_OK && x->fed - XML_GetCurrentByteIndex(x->parser) >
	    TOKEN_BYTES_MAX)
		return fail(err, ST_INVALID, "a part of the spreadsheet has "
		    "a tag of more than %d bytes", TOKEN_BYTES_MAX);
	return st;
}

enum status
xlsx_end(struct xlsx *x, struct err *err)
{
	return parse(x, (struct slice){ "", 0 }, true, err);
}
