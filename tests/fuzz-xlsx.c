/*
 * fuzz-xlsx.c - any bytes are the parts of a spreadsheet: strings, styles and
 * a sheet, parted by bytes 0xff. What comes out is lines of CSV, one a row.
 */
#include "base/utf8.h"
#include "text/xlsx.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 1 << 20, LINES_MAX = 1 << 21 };

static void
check(bool truth)
{
	if (!truth)
		abort();
}

static enum status
take_row(void *arg, struct slice line, struct err *err)
{
	size_t *lines = arg;
	bool quoted = false;

	check(line.bytes > 0 && line.text[line.bytes - 1] == '\n');
	for (size_t i = 0; i < line.bytes; i++) {
		quoted ^= line.text[i] == '"';
		check(!quoted || line.text[i] != '\n');
		*lines += line.text[i] == '\n';
	}
	check(!quoted && utf8_valid(line));
	return *lines < LINES_MAX ? ST_OK : fail(err, ST_FULL, "enough");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum xlsx_part parts[] = { XLSX_WORKBOOK, XLSX_LINKS,
		XLSX_STRINGS, XLSX_STYLES, XLSX_SHEET };
	size_t lines = 0, part = 0;
	const struct xlsx_options o = { .text_bytes_max = TEXT_MAX,
		.row_bytes_max = TEXT_MAX, .row = take_row, .arg = &lines };
	struct xlsx *x = xlsx_new(&o);
	struct err err = ERR_INIT;
	enum status st = ST_OK;

	while (st == ST_OK && size > 0 &&
	    part < sizeof(parts) / sizeof(parts[0])) {
		const uint8_t *end = memchr(data, 0xff, size);
		size_t n = end ? (size_t)(end - data) : size;

		xlsx_begin(x, parts[part++]);
		st = xlsx_feed(x, (struct slice){ (const char *)data, n / 2 },
		    &err);
		if (st == ST_OK)
			st = xlsx_feed(x, (struct slice){
			    (const char *)data + n / 2, n - n / 2 }, &err);
		if (st == ST_OK)
			st = xlsx_end(x, &err);
		check(st == ST_OK || *err.text);
		xlsx_part_of(x, "xl/worksheets/sheet1.xml");
		n += end != NULL;
		data += n;
		size -= n;
	}
	xlsx_free(x);
	return 0;
}
