/*
 * t-refresh-xlsx.c - spreadsheets as departments keep them are feeds.
 */
#include "refresh-home.h"

#include "base/file.h"
#include "base/mem.h"
#include "text/xlsx.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <xlsxwriter.h>

enum { FILE_BYTES = 1 << 20 };

static char *
sheet_path(const struct home *f)
{
	return file_join(f->app.home, "table.xlsx");
}

static void
write_row(lxw_worksheet *w, lxw_row_t row, const char *const *cells)
{
	for (lxw_col_t col = 0; *cells; cells++, col++)
		if (**cells)
			worksheet_write_string(w, row, col, *cells, NULL);
}

static enum status
take_in(struct home *f)
{
	char *path = sheet_path(f);
	const char *file = path;
	const struct refresh_options o = { .file = &file, .files = 1 };
	enum status st = home_run(f, &o);

	free(path);
	return st;
}

/* A title over the table, an empty row, dates, numbers, breaks, gaps. */
static void
write_table(struct home *f)
{
	static const char *const header[] = { "编号", "标题", "答复",
		"生效日期", "咨询电话", "关键词", NULL };
	static const char *const rich[] = { "A1", "怎么\"报销\"，多少",
		"第一行\n第二行", NULL };
	char *path = sheet_path(f);
	lxw_workbook *book = workbook_new(path);
	lxw_worksheet *w = workbook_add_worksheet(book, "政策");
	lxw_worksheet *other = workbook_add_worksheet(book, "别的");
	lxw_format *date = workbook_add_format(book);
	lxw_datetime day = { 2026, 3, 9, 0, 0, 0 };

	format_set_num_format(date, "yyyy\"年\"m\"月\"d\"日\"");
	worksheet_write_string(w, 0, 0, "市医保局常见问题", NULL);
	write_row(w, 2, header);
	write_row(w, 3, rich);
	worksheet_write_datetime(w, 3, 3, &day, date);
	worksheet_write_number(w, 3, 4, 12345678901234.0, NULL);
	worksheet_write_number(w, 5, 0, 7, NULL);
	worksheet_write_string(w, 5, 1, "公积金提取", NULL);
	worksheet_write_string(w, 5, 2, "到窗口办理", NULL);
	worksheet_write_string(w, 5, 5, "公积金", NULL);
	worksheet_write_string(w, 6, 1, "没有编号", NULL);
	worksheet_write_string(other, 0, 0, "编号", NULL);
	assert_int_equal(workbook_close(book), LXW_NO_ERROR);
	free(path);
}

static bool
has_error_at(const struct home *f, int64_t line)
{
	const struct refresh_source *s = home_source(f, "table");

	for (size_t i = 0; i < s->notes; i++)
		if (s->note[i].level == NOTE_ERROR && s->note[i].line == line)
			return true;
	return false;
}

static void
a_spreadsheet_is_a_feed(void **state)
{
	struct home *f = *state;
	struct entry e;

	home_configure(f, "[feed]\nerror_percent = 50\n");
	write_table(f);
	OK(f, take_in(f));
	assert_int_equal(home_source(f, "table")->read, 3);
	assert_int_equal(home_entries(f), 2);
	home_entry(f, "K2026-000001", &e);
	assert_string_equal(entry_get(&e, ENTRY_EXTERNAL_ID), "A1");
	assert_string_equal(entry_get(&e, ENTRY_TITLE),
	    "怎么\"报销\"，多少");
	assert_string_equal(entry_get(&e, ENTRY_ANSWER_FULL),
	    "第一行\n第二行");
	assert_string_equal(entry_get(&e, ENTRY_EFFECTIVE_ON), "2026-03-09");
	assert_string_equal(entry_get(&e, ENTRY_PHONE), "12345678901234");
	entry_release(&e);
	home_entry(f, "K2026-000002", &e);
	assert_string_equal(entry_get(&e, ENTRY_EXTERNAL_ID), "7");
	assert_string_equal(entry_get(&e, ENTRY_KEYWORDS), "公积金");
	entry_release(&e);
	assert_true(has_error_at(f, 7));	/* the row's own number */
}

static void
what_is_no_spreadsheet_is_refused(void **state)
{
	struct home *f = *state;
	char *path = sheet_path(f);
	struct buf text = BUF_INIT;

	write_table(f);
	OK(f, file_read(path, FILE_BYTES, &text, &f->err));
	for (size_t cut = 100; cut < text.bytes; cut += text.bytes / 7) {
		OK(f, file_write(path, (struct slice){ text.text, cut },
		    0644, &f->err));
		assert_int_equal(take_in(f), ST_FAILED);
	}
	assert_false(file_exists(f->app.kb_dir) && f->report.published);
	buf_release(&text);
	free(path);
}

static void
add_part(struct archive *a, const char *name, const char *text, int times)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_size(e, (la_int64_t)strlen(text) * times);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
	for (int i = 0; i < times; i++)
		archive_write_data(a, text, strlen(text));
	archive_entry_free(e);
}

/* A hundred megabytes of blanks in a hundred kilobytes. */
static void
a_bomb_is_not_unpacked(void **state)
{
	struct home *f = *state;
	char *path = sheet_path(f), *blanks = xcalloc(1, (1 << 20) + 1);
	struct archive *a = archive_write_new();

	memset(blanks, ' ', 1 << 20);
	archive_write_set_format_zip(a);
	assert_int_equal(archive_write_open_filename(a, path), ARCHIVE_OK);
	add_part(a, "xl/workbook.xml", "<workbook/>", 1);
	add_part(a, "xl/sharedStrings.xml", blanks, 100);
	add_part(a, "xl/worksheets/sheet1.xml", "<worksheet/>", 1);
	archive_write_free(a);
	assert_int_equal(take_in(f), ST_FAILED);
	assert_non_null(strstr(f->err.text, "times its size"));
	free(blanks);
	free(path);
}

/* Rows that are much longer than what they are made from. */
static void
a_bomb_of_rows_is_not_written(void **state)
{
	static const struct { const char *row, *why; int times; } bombs[] = {
		{ "<c t='s'><v>0</v></c>", "row 1 of the spreadsheet", 999 },
		{ "</row><row><c r='XFA1'/>", "times its size", 1999 },
		{ "</row><row><c t='s'><v>0</v></c>", "times its size",
		    1999 },
	};
	struct home *f = *state;
	char *path = sheet_path(f), *text = xcalloc(1, (1 << 16) + 1);
	char *strings;

	memset(text, 'x', 1 << 16);
	strings = xasprintf("<sst><si><t>%s</t></si></sst>", text);
	for (size_t i = 0; i < COUNT(bombs); i++) {
		struct archive *a = archive_write_new();
		struct buf sheet = BUF_INIT;

		buf_add_text(&sheet, "<w><row>");
		for (int k = 0; k < bombs[i].times; k++)
			buf_add_text(&sheet, bombs[i].row);
		buf_add_text(&sheet, "</row></w>");
		archive_write_set_format_zip(a);
		assert_int_equal(archive_write_open_filename(a, path),
		    ARCHIVE_OK);
		add_part(a, "xl/workbook.xml", "<workbook/>", 1);
		add_part(a, "xl/sharedStrings.xml", strings, 1);
		add_part(a, "xl/worksheets/sheet1.xml", buf_text(&sheet), 1);
		archive_write_free(a);
		assert_int_equal(take_in(f), ST_FAILED);
		if (!strstr(f->err.text, bombs[i].why))
			fail_msg("%zu: %s", i, f->err.text);
		buf_release(&sheet);
	}
	free(strings);
	free(text);
	free(path);
}

struct lines {
	struct buf text;
};

static enum status
take_line(void *arg, struct slice line, struct err *err)
{
	struct lines *l = arg;

	(void)err;
	buf_add_slice(&l->text, line);
	return ST_OK;
}

static enum status
read_part(struct xlsx *x, enum xlsx_part part, const char *text,
    struct err *err)
{
	enum status st;

	xlsx_begin(x, part);
	st = xlsx_feed(x, slice_of(text), err);
	return st == ST_OK ? xlsx_end(x, err) : st;
}

/* Parts as other programs write them: prefixes, inline texts, ruby. */
static void
parts_of_other_programs(void **state)
{
	struct lines l = { BUF_INIT };
	const struct xlsx_options o = { 1 << 20, 1 << 12, take_line, &l };
	struct xlsx *x = xlsx_new(&o);
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_part(x, XLSX_WORKBOOK, "<x:workbook xmlns:x='m' "
	    "xmlns:r='q'><x:workbookPr date1904='1'/><x:sheets><x:sheet "
	    "name='a' r:id='rId3'/><x:sheet name='b' r:id='rId1'/></x:sheets>"
	    "</x:workbook>", &err), ST_OK);
	assert_int_equal(read_part(x, XLSX_LINKS, "<Relationships>"
	    "<Relationship Id='rId1' Target='worksheets/sheet1.xml'/>"
	    "<Relationship Id='rId3' Target='/xl/worksheets/s9.xml'/>"
	    "</Relationships>", &err), ST_OK);
	assert_int_equal(xlsx_part_of(x, "xl/worksheets/s9.xml"),
	    XLSX_SHEET);
	assert_int_equal(xlsx_part_of(x, "xl/worksheets/sheet1.xml"),
	    XLSX_PARTS);
	assert_int_equal(read_part(x, XLSX_STRINGS, "<sst><si><r><t>甲</t></r>"
	    "<rPh><t>jia</t></rPh><r><t>乙</t></r></si><si/><si><t>丙</t></si>"
	    "</sst>", &err), ST_OK);
	assert_int_equal(read_part(x, XLSX_STYLES, "<s><numFmts><numFmt "
	    "numFmtId='170' formatCode='[Red]&quot;d&quot;0'/><numFmt "
	    "numFmtId='171' formatCode='yyyy'/></numFmts><cellStyleXfs>"
	    "<xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
	    "<xf numFmtId='171'/><xf numFmtId='170'/></cellXfs></s>", &err),
	    ST_OK);
	assert_int_equal(read_part(x, XLSX_SHEET, "<w><row r='1'><c t='s'><v>0"
	    "</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c></row><row "
	    "r='3'><c r='B3' s='1'><v>1</v></c><c s='2'><v>1.38E10</v></c>"
	    "</row><row><c t='inlineStr'><is><t>丁</t></is></c><c t='b'><v>1"
	    "</v></c><c t='e'><v>#N/A</v></c></row><row><c t='s'><v>99</v></c>"
	    "<c r='A5'><v>x</v></c></row></w>", &err), ST_OK);
	assert_string_equal(buf_text(&l.text), "\"甲乙\",\"\",\"丙\"\n"
	    "\n,\"1904-01-02\",\"13800000000\"\n\"丁\",\"是\",\n\"\",,\n");
	buf_reset(&l.text);
	assert_int_equal(read_part(x, XLSX_SHEET, "<w><row><c s='1'><v>nan</v>"
	    "</c><c s='1'><v>1e300</v></c></row></w>", &err), ST_OK);
	assert_string_equal(buf_text(&l.text), "\"nan\",\"1e+300\",\n");
	assert_int_equal(read_part(x, XLSX_SHEET, "<!DOCTYPE w [<!ENTITY a "
	    "'b'>]><w>&a;</w>", &err), ST_INVALID);
	assert_non_null(strstr(err.text, "document type"));
	assert_int_equal(read_part(x, XLSX_SHEET, "<w><row></w>", &err),
	    ST_INVALID);
	assert_int_equal(read_part(x, XLSX_SHEET, "<w><row r='99999999'/></w>",
	    &err), ST_INVALID);
	xlsx_free(x);
	buf_release(&l.text);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, home_set_up, home_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_spreadsheet_is_a_feed),
		TEST(what_is_no_spreadsheet_is_refused),
		TEST(a_bomb_is_not_unpacked),
		TEST(a_bomb_of_rows_is_not_written),
		cmocka_unit_test(parts_of_other_programs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
