/*
 * seal.c - write and read the lines of seals.
 */
#include "store/seal.h"

#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_BYTES_MAX (64 << 20)

static void
add_hex(struct buf *out, const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(out, "%02x", bytes[i]);
}

/* All of a line that is signed. */
static void
line_text(const struct seal *s, struct buf *out)
{
	const struct ledger_proof *e = &s->ends;

	buf_addf(out, "seal 1 %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
	    " ", s->number, s->at, e->demands, e->events);
	add_hex(out, e->head, sizeof(e->head));
	buf_addf(out, " %" PRId64 " ", e->accesses);
	add_hex(out, e->access_head, sizeof(e->access_head));
	buf_add_char(out, ' ');
	add_hex(out, s->before, sizeof(s->before));
}

static bool
take_number(struct slice *rest, int64_t *out)
{
	struct slice word = slice_word(rest);
	int64_t n = 0;

	if (word.bytes == 0 || word.bytes > 18)
		return false;
	for (size_t i = 0; i < word.bytes; i++) {
		if (word.text[i] < '0' || word.text[i] > '9')
			return false;
		n = n * 10 + (word.text[i] - '0');
	}
	*out = n;
	return true;
}

static bool
take_hex(struct slice *rest, unsigned char *out, size_t n)
{
	struct slice word = slice_word(rest);
	size_t made = 0;

	return word.bytes == 2 * n && sodium_hex2bin(out, n, word.text,
	    word.bytes, NULL, &made, NULL) == 0 && made == n;
}

static bool
line_parse(struct slice line, struct seal *s, unsigned char *signature)
{
	struct ledger_proof *e = &s->ends;

	memset(s, 0, sizeof(*s));
	return slice_is(slice_word(&line), "seal") &&
	    slice_is(slice_word(&line), "1") &&
	    take_number(&line, &s->number) && take_number(&line, &s->at) &&
	    take_number(&line, &e->demands) &&
	    take_number(&line, &e->events) &&
	    take_hex(&line, e->head, sizeof(e->head)) &&
	    take_number(&line, &e->accesses) &&
	    take_hex(&line, e->access_head, sizeof(e->access_head)) &&
	    take_hex(&line, s->before, sizeof(s->before)) &&
	    take_hex(&line, signature, MINISIGN_SIGNATURE) &&
	    line.bytes == 0;
}

/* How far the reading has come. */
struct reading {
	const char *path;
	const struct minisign_public *key;	/* NULL: signatures unread */
	int64_t number;
	unsigned char before[LEDGER_HASH_BYTES];
};

static enum status
line_check(struct reading *r, struct slice line, struct seal *s,
    struct err *err)
{
	unsigned char signature[MINISIGN_SIGNATURE];
	struct buf text = BUF_INIT;
	enum status st = ST_OK;

	r->number++;
	if (!line_parse(line, s, signature))
		return fail(err, ST_CORRUPT, "%s:%lld: not a seal", r->path,
		    (long long)r->number);
	line_text(s, &text);
	if (r->key && crypto_sign_verify_detached(signature,
	    (const unsigned char *)text.text, text.bytes, r->key->key) != 0)
		st = fail(err, ST_CORRUPT, "%s:%lld: the seal is not of this "
		    "key, or was changed", r->path, (long long)r->number);
	else if (s->number != r->number ||
	    memcmp(s->before, r->before, sizeof(s->before)) != 0)
		st = fail(err, ST_CORRUPT, "%s:%lld: a seal before this one "
		    "is missing", r->path, (long long)r->number);
	vault_hash_plain(line, r->before);
	buf_release(&text);
	return st;
}

static enum status
read_all(struct reading *r, enum status (*each)(void *arg,
    const struct seal *s, struct err *err), void *arg, struct err *err)
{
	struct buf text = BUF_INIT;
	struct slice rest, line;
	struct seal s;
	enum status st = ST_OK;

	if (file_exists(r->path))
		st = file_read(r->path, FILE_BYTES_MAX, &text, err);
	rest = buf_slice(&text);
	while (st == ST_OK && slice_line(&rest, &line)) {
		st = line_check(r, line, &s, err);
		if (st == ST_OK && each)
			st = each(arg, &s, err);
	}
	buf_release(&text);
	return st;
}

enum status
seal_read(const char *path, const struct minisign_public *key,
    enum status (*each)(void *arg, const struct seal *s, struct err *err),
    void *arg, struct err *err)
{
	struct reading r = { .path = path, .key = key };

	return read_all(&r, each, arg, err);
}

static enum status
append(const char *path, struct slice line, struct err *err)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC |
	    O_NOFOLLOW, 0644);
	enum status st = ST_OK;

	if (fd < 0)
		return fail_errno(err, ST_IO, "cannot open %s", path);
	errno = ENOSPC;			/* of a write that is cut short */
	if (write(fd, line.text, line.bytes) != (ssize_t)line.bytes ||
	    fsync(fd) != 0)
		st = fail_errno(err, ST_IO, "cannot write %s", path);
	close(fd);
	return st;
}

enum status
seal_add(const char *path, const struct minisign_secret *key, int64_t at,
    const struct ledger_proof *ends, struct err *err)
{
	struct seal s = { .at = at, .ends = *ends };
	struct minisign_public public;
	struct reading r = { .path = path, .key = &public };
	unsigned char signature[MINISIGN_SIGNATURE];
	struct buf line = BUF_INIT;
	enum status st;

	minisign_public_of(key, &public);
	st = read_all(&r, NULL, NULL, err);
	if (st != ST_OK)
		return st;
	s.number = r.number + 1;
	memcpy(s.before, r.before, sizeof(s.before));
	line_text(&s, &line);
	crypto_sign_detached(signature, NULL, (const unsigned char *)line.text,
	    line.bytes, key->key);
	buf_add_char(&line, ' ');
	add_hex(&line, signature, sizeof(signature));
	buf_add_char(&line, '\n');
	st = append(path, buf_slice(&line), err);
	buf_release(&line);
	return st;
}
