/*
 * feed_xlsx.c - the files of a package through libarchive, twice: once for
 * strings and styles, once for the sheet that needs them.
 */
#include "app/feed_xlsx.h"

#include "base/buf.h"
#include "base/mem.h"
#include "text/xlsx.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024, FILES_MAX = 10000, TIMES_FROM = 16 << 20,
	ROW_FLUSH = 256 * 1024 };
#define TEXT_BYTES_MAX ((size_t)128 << 20)

struct package {
	int fd;
	const char *path;
	const struct feed_limits *limits;
	int64_t bytes, unpacked;
	struct xlsx *xlsx;
	bool seen[XLSX_PARTS];
	int csv;
	struct buf rows;
};

bool
feed_xlsx_is(int fd)
{
	char head[4];
	ssize_t n = pread(fd, head, sizeof(head), 0);

	return n == sizeof(head) && memcmp(head, "PK\3\4", 4) == 0;
}

static enum status
flush(struct package *p, struct err *err)
{
	enum status st = ST_OK;

	if (p->rows.bytes > 0 && write(p->csv, p->rows.text,
	    p->rows.bytes) != (ssize_t)p->rows.bytes)
		st = fail_errno(err, ST_IO, "cannot write the rows of %s",
		    p->path);
	buf_reset(&p->rows);
	return st;
}

static enum status
archive_fail(const struct package *p, struct archive *a, struct err *err)
{
	const char *why = archive_error_string(a);

	return fail(err, ST_INVALID, "%s is no whole spreadsheet: %s",
	    p->path, why ? why : "");
}

/* Of what is unpacked and of the rows: those may be a bomb of their own. */
static enum status
check_size(struct package *p, int64_t more, struct err *err)
{
	p->unpacked += more;
	if (p->unpacked > p->limits->unpacked_bytes ||
	    (p->unpacked > TIMES_FROM &&
	    p->unpacked > p->bytes * p->limits->unpacked_times))
		return fail(err, ST_INVALID, "%s grows to more than %lld "
		    "times its size", p->path,
		    (long long)p->limits->unpacked_times);
	return ST_OK;
}

static enum status
take_row(void *arg, struct slice line, struct err *err)
{
	struct package *p = arg;
	enum status st = check_size(p, (int64_t)line.bytes, err);

	buf_add_slice(&p->rows, line);
	if (st == ST_OK && p->rows.bytes >= ROW_FLUSH)
		st = flush(p, err);
	return st;
}

static enum status
read_part(struct package *p, struct archive *a, enum xlsx_part part,
    struct err *err)
{
	char *block = xmalloc(BLOCK_BYTES);
	enum status st = ST_OK;
	la_ssize_t n = 1;

	p->seen[part] = true;
	xlsx_begin(p->xlsx, part);
	while (st == ST_OK && n > 0) {
		n = archive_read_data(a, block, BLOCK_BYTES);
		if (n < 0)
			st = archive_fail(p, a, err);
		if (n <= 0)
			break;
		st = check_size(p, n, err);
		if (st == ST_OK)
			st = xlsx_feed(p->xlsx, (struct slice){ block,
			    (size_t)n }, err);
	}
	if (st == ST_OK)
		st = xlsx_end(p->xlsx, err);
	if (st == ST_OK && part == XLSX_SHEET)
		st = flush(p, err);
	free(block);
	return st;
}

static enum status
open_package(struct package *p, struct archive **out, struct err *err)
{
	struct archive *a = archive_read_new();

	*out = a;
	archive_read_support_format_zip_seekable(a);
	if (lseek(p->fd, 0, SEEK_SET) != 0)
		return fail_errno(err, ST_IO, "cannot read %s", p->path);
	return archive_read_open_fd(a, p->fd, BLOCK_BYTES) == ARCHIVE_OK ?
	    ST_OK : archive_fail(p, a, err);
}

/* All parts but the sheet, or the sheet alone. */
static enum status
walk(struct package *p, bool sheet, struct err *err)
{
	struct archive *a;
	struct archive_entry *e;
	enum status st = open_package(p, &a, err);
	int code = ARCHIVE_OK;

	for (int files = 0; st == ST_OK; files++) {
		enum xlsx_part part = XLSX_PARTS;
		const char *name;

		code = archive_read_next_header(a, &e);
		if (code != ARCHIVE_OK || files > FILES_MAX)
			break;
		name = archive_entry_pathname(e);
		if (name)
			part = xlsx_part_of(p->xlsx, name);
		if (part != XLSX_PARTS && (part == XLSX_SHEET) == sheet &&
		    !p->seen[part])
			st = read_part(p, a, part, err);
	}
	if (st == ST_OK && code != ARCHIVE_EOF)
		st = archive_fail(p, a, err);
	archive_read_free(a);
	return st;
}

static enum status
csv_new(struct package *p, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	char *path = xasprintf("%s/desk12345-XXXXXX", tmp ? tmp : "/tmp");
	enum status st = ST_OK;

	p->csv = mkostemp(path, O_CLOEXEC);
	if (p->csv < 0)
		st = fail_errno(err, ST_IO, "cannot make %s", path);
	else
		unlink(path);
	free(path);
	return st;
}

static enum status
convert(struct package *p, struct err *err)
{
	struct stat size;
	enum status st = csv_new(p, err);

	if (st == ST_OK && fstat(p->fd, &size) == 0)
		p->bytes = size.st_size;
	if (st == ST_OK)
		st = walk(p, false, err);
	if (st == ST_OK && !p->seen[XLSX_WORKBOOK])
		st = fail(err, ST_INVALID, "%s is an archive, but no "
		    "spreadsheet", p->path);
	if (st == ST_OK)
		st = walk(p, true, err);
	if (st == ST_OK && !p->seen[XLSX_SHEET])
		st = fail(err, ST_INVALID, "%s has no sheet", p->path);
	if (st == ST_OK && lseek(p->csv, 0, SEEK_SET) != 0)
		st = fail_errno(err, ST_IO, "cannot read the rows of %s",
		    p->path);
	return st;
}

enum status
feed_xlsx_take(int fd, const char *path, const struct feed_limits *limits,
    int *csv, struct err *err)
{
	struct package p = { .fd = fd, .path = path, .limits = limits,
		.csv = -1 };
	const struct xlsx_options o = { TEXT_BYTES_MAX,
		limits->record.line_bytes, take_row, &p };
	enum status st;

	p.xlsx = xlsx_new(&o);
	st = convert(&p, err);
	xlsx_free(p.xlsx);
	buf_release(&p.rows);
	close(fd);
	if (st != ST_OK && p.csv >= 0) {
		close(p.csv);
		p.csv = -1;
	}
	*csv = p.csv;
	return st;
}
