/*
 * feed_fetch.c - opens the files of a source and proves their signatures.
 * Knows nothing of what is in them.
 */
#include "app/feed_fetch.h"

#include "app/feed_file.h"
#include "app/feed_http.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "text/minisign.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CUT_BYTES = 64 * 1024, PRINT_BYTES = 32, SIGNATURE_MAX = 4096 };

struct pass {
	const struct feed_source *source;
	const struct feed_fetch_options *o;
	struct feed_fetch *out;
	crypto_generichash_state print;
};

/* Through a file: into the fingerprint, the signed hash and the copy. */
static enum status
read_through(struct pass *p, const char *path, int fd, int copy,
    crypto_generichash_state *hash, struct err *err)
{
	unsigned char *cut = xmalloc(CUT_BYTES);
	enum status st = ST_OK;
	ssize_t n = 1;

	while (st == ST_OK && n > 0) {
		n = read(fd, cut, CUT_BYTES);
		if (n < 0)
			st = fail_errno(err, ST_IO, "cannot read %s", path);
		if (n <= 0)
			break;
		crypto_generichash_update(&p->print, cut,
		    (unsigned long long)n);
		if (copy < 0)
			continue;
		crypto_generichash_update(hash, cut, (unsigned long long)n);
		if (write(copy, cut, (size_t)n) != n)
			st = fail_errno(err, ST_IO, "cannot copy %s", path);
	}
	free(cut);
	return st;
}

static enum status
copy_new(const char *dir, int *fd, struct err *err)
{
	char *path = xasprintf("%s/.feed-XXXXXX", dir);
	enum status st = ST_OK;

	*fd = mkostemp(path, O_CLOEXEC);
	if (*fd < 0)
		st = fail_errno(err, ST_IO, "cannot make a file in %s", dir);
	else
		unlink(path);
	free(path);
	return st;
}

/* Seconds, or -1. */
static int64_t
seconds(const struct minisign_signature *s, const char *word)
{
	struct slice text = minisign_word(s, word);
	char *copy = slice_dup(text), *end;
	long long n;

	errno = 0;
	n = strtoll(copy, &end, 10);
	if (text.bytes == 0 || *end || errno != 0 || n < 0)
		n = -1;
	free(copy);
	return n;
}

/* What the trusted comment says has to fit, too. */
static enum status
check_comment(struct pass *p, const struct minisign_signature *s,
    const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	int64_t made = seconds(s, "timestamp");
	int64_t ends = seconds(s, "expires");

	if (!slice_is(minisign_word(s, "file"), slash ? slash + 1 : path))
		return fail(err, ST_DENIED, "the signature is of a file of "
		    "another name");
	if (made < 0)
		return fail(err, ST_DENIED, "the signature does not say when "
		    "it was made");
	if (made < p->o->signed_at)
		return fail(err, ST_DENIED, "the signature is older than the "
		    "one that was taken in last");
	if (minisign_word(s, "expires").bytes > 0 &&
	    ends < p->o->now / CLOCK_SECOND)
		return fail(err, ST_DENIED, "the signature has expired");
	if (made > p->out->signed_at)
		p->out->signed_at = made;
	return ST_OK;
}

static enum status
prove(struct pass *p, const char *path, crypto_generichash_state *state,
    struct err *err)
{
	unsigned char hash[MINISIGN_HASH];
	struct minisign_signature s;
	struct minisign_public key;
	struct buf text = BUF_INIT;
	char *beside = xasprintf("%s.minisig", path);
	enum status st = file_read(beside, SIGNATURE_MAX, &text, err);

	crypto_generichash_final(state, hash, sizeof(hash));
	if (st != ST_OK)
		st = fail(err, ST_DENIED, "it has to be signed, and %s "
		    "cannot be read", beside);
	if (st == ST_OK)
		st = minisign_public_read(slice_of(p->source->key), &key,
		    err);
	if (st == ST_OK)
		st = minisign_signature_read(buf_slice(&text), &s, err);
	if (st == ST_OK)
		st = minisign_verify(&s, &key, hash, err);
	if (st == ST_OK)
		st = check_comment(p, &s, path, err);
	if (st != ST_OK)
		fail_at(err, "%s", path);
	buf_release(&text);
	free(beside);
	return st;
}

/* A file that was dropped into a folder may not be whole yet. */
static enum status
check_settled(const struct pass *p, int fd, const char *path,
    struct err *err)
{
	int64_t age = p->o->limits->settle_seconds;
	struct stat st;

	if (!p->source->configured || feed_http_is(p->source->path) ||
	    strcmp(path, p->source->path) == 0 || fstat(fd, &st) != 0 ||
	    time(NULL) - st.st_mtime >= age || st.st_mtime > time(NULL))
		return ST_OK;
	return fail(err, ST_BUSY, "%s was changed less than %lld s ago and "
	    "may not be whole", path, (long long)age);
}

static enum status
take_file(struct pass *p, char *path, struct err *err)
{
	crypto_generichash_state hash;
	int fd = -1, copy = -1;
	enum status st = feed_file_regular(path, p->o->limits, &fd, err);

	if (st == ST_OK)
		st = check_settled(p, fd, path, err);
	if (st == ST_OK && p->source->key)
		st = copy_new(p->o->spool_dir, &copy, err);
	crypto_generichash_init(&hash, NULL, 0, MINISIGN_HASH);
	crypto_generichash_update(&p->print, (const unsigned char *)path,
	    strlen(path) + 1);
	if (st == ST_OK)
		st = read_through(p, path, fd, copy, &hash, err);
	if (st == ST_OK && copy >= 0)
		st = prove(p, path, &hash, err);
	if (st == ST_OK && copy >= 0 && lseek(copy, 0, SEEK_SET) != 0)
		st = fail_errno(err, ST_IO, "cannot read %s", path);
	if (fd >= 0)
		close(fd);
	p->out->file[p->out->count++] = (struct feed_fetched){ path, copy };
	return st;
}

static enum status
from_web(const struct feed_source *source, const struct feed_fetch_options *o,
    char ***list, size_t *count, struct err *err)
{
	char *dir = file_join(o->cache_dir, source->name);
	char *beside = xasprintf("%s.minisig", source->path), *signature;
	const struct feed_http_options http = { o->limits, dir,
		source->ca_file };
	enum status st;

	*list = xcalloc(1, sizeof(**list));
	*count = 0;
	st = feed_http_get(source->path, &http, *list, err);
	if (st == ST_OK) {
		*count = 1;
		if (source->key) {
			st = feed_http_get(beside, &http, &signature, err);
			if (st == ST_NOT_FOUND)
				st = ST_DENIED;
			free(signature);
		}
	}
	free(beside);
	free(dir);
	return st;
}

enum status
feed_fetch(const struct feed_source *source,
    const struct feed_fetch_options *o, struct feed_fetch *out,
    struct err *err)
{
	struct pass p = { .source = source, .o = o, .out = out };
	unsigned char print[PRINT_BYTES];
	char **list;
	size_t count;
	enum status st = feed_http_is(source->path) ?
	    from_web(source, o, &list, &count, err) :
	    feed_source_files(source, &list, &count, err);

	crypto_generichash_init(&p.print, NULL, 0, PRINT_BYTES);
	out->file = xcalloc(count + 1, sizeof(*out->file));
	if (st == ST_OK && (int64_t)count > o->limits->folder_files)
		st = fail(err, ST_INVALID, "there are %zu files, %lld are "
		    "allowed", count, (long long)o->limits->folder_files);
	for (size_t i = 0; i < count; i++) {
		if (st == ST_OK)
			st = take_file(&p, list[i], err);
		else
			free(list[i]);
	}
	free(list);
	crypto_generichash_final(&p.print, print, sizeof(print));
	sodium_bin2hex(out->print, sizeof(out->print), print, sizeof(print));
	return st;
}

void
feed_fetch_release(struct feed_fetch *f)
{
	for (size_t i = 0; i < f->count; i++) {
		free(f->file[i].path);
		if (f->file[i].fd >= 0)
			close(f->file[i].fd);
	}
	free(f->file);
	*f = (struct feed_fetch)FEED_FETCH_INIT;
}
