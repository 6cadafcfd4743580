/*
 * feed_sign.c - makes keys and signs files; proves one as a refresh would;
 * gives out the base, signed.
 */
#include "app/feed_sign.h"

#include "app/app.h"
#include "app/feed_fetch.h"
#include "app/feed_file.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/kb_generation.h"
#include "text/minisign.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_BYTES_MAX = 4096, CUT_BYTES = 64 * 1024 };

static enum status
write_new(const char *path, struct slice text, mode_t mode, struct err *err)
{
	if (file_exists(path))
		return fail(err, ST_CONFLICT, "%s is there already", path);
	return file_write(path, text, mode, err);
}

enum status
feed_keygen(const char *name, struct buf *public, struct err *err)
{
	char *key_path = xasprintf("%s.key", name);
	char *pub_path = xasprintf("%s.pub", name);
	struct minisign_secret secret;
	struct minisign_public key;
	struct buf text = BUF_INIT;
	enum status st;

	minisign_make(&secret);
	minisign_public_of(&secret, &key);
	minisign_public_write(public, &key);
	minisign_secret_write(&text, &secret);
	st = file_exists(pub_path) ? fail(err, ST_CONFLICT, "%s is there "
	    "already", pub_path) : write_new(key_path, buf_slice(&text), 0600,
	    err);
	if (st == ST_OK)
		st = write_new(pub_path, buf_slice(public), 0644, err);
	sodium_memzero(&secret, sizeof(secret));
	sodium_memzero(text.text, text.bytes);
	buf_release(&text);
	free(key_path);
	free(pub_path);
	return st;
}

static enum status
hash_file(const struct feed_limits *limits, const char *path,
    unsigned char out[MINISIGN_HASH], struct err *err)
{
	crypto_generichash_state state;
	unsigned char *cut = xmalloc(CUT_BYTES);
	int fd = -1;
	ssize_t n = 1;
	enum status st = feed_file_regular(path, limits, &fd, err);

	crypto_generichash_init(&state, NULL, 0, MINISIGN_HASH);
	while (st == ST_OK && n > 0) {
		n = read(fd, cut, CUT_BYTES);
		if (n < 0)
			st = fail_errno(err, ST_IO, "cannot read %s", path);
		else
			crypto_generichash_update(&state, cut,
			    (unsigned long long)n);
	}
	crypto_generichash_final(&state, out, MINISIGN_HASH);
	if (fd >= 0)
		close(fd);
	free(cut);
	return st;
}

static const char *
name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void
comment_make(struct buf *out, const struct app *app, const char *name,
    int64_t days)
{
	int64_t now = clock_now(&app->clock);

	buf_addf(out, "timestamp:%lld\tfile:%s\thashed",
	    (long long)(now / CLOCK_SECOND), name);
	if (days > 0)
		buf_addf(out, "\texpires:%lld",
		    (long long)((now + days * CLOCK_DAY) / CLOCK_SECOND));
}

/* The signature of a file with this hash and name. */
static enum status
sign_hash(struct buf *out, const struct app *app, const char *key_path,
    const unsigned char hash[MINISIGN_HASH], const char *name, int64_t days,
    struct err *err)
{
	struct minisign_secret secret;
	struct buf text = BUF_INIT, comment = BUF_INIT;
	enum status st = file_read(key_path, KEY_BYTES_MAX, &text, err);

	if (st == ST_OK)
		st = minisign_secret_read(buf_slice(&text), &secret, err);
	if (text.text)
		sodium_memzero(text.text, text.bytes);
	if (st == ST_OK) {
		comment_make(&comment, app, name, days);
		minisign_sign(out, &secret, hash, buf_text(&comment));
	}
	sodium_memzero(&secret, sizeof(secret));
	buf_release(&comment);
	buf_release(&text);
	return st;
}

static enum status
write_signature(const char *path, const struct buf *text, struct err *err)
{
	char *beside = xasprintf("%s.minisig", path);
	enum status st = file_write(beside, buf_slice(text), 0644, err);

	free(beside);
	return st;
}

enum status
feed_sign(const struct app *app, const char *key_path, const char *path,
    int64_t days, struct err *err)
{
	unsigned char hash[MINISIGN_HASH];
	struct feed_limits limits;
	struct buf text = BUF_INIT;
	enum status st = feed_limits_read(&limits, app->data_dir,
	    &app->config, err);

	if (st == ST_OK)
		st = hash_file(&limits, path, hash, err);
	if (st == ST_OK)
		st = sign_hash(&text, app, key_path, hash, name_of(path),
		    days, err);
	if (st == ST_OK)
		st = write_signature(path, &text, err);
	buf_release(&text);
	return st;
}

static enum status
copy_bytes(int from, int to, const char *path, struct err *err)
{
	char *cut = xmalloc(CUT_BYTES);
	ssize_t n = 1;
	enum status st = ST_OK;

	while (st == ST_OK && n > 0) {
		n = read(from, cut, CUT_BYTES);
		st = n < 0 ? fail_errno(err, ST_IO, "cannot read the base") :
		    file_put(to, (struct slice){ cut, (size_t)n }, path, err);
	}
	free(cut);
	if (st == ST_OK && (fchmod(to, 0644) != 0 || fsync(to) != 0))
		st = fail_errno(err, ST_IO, "cannot write %s", path);
	return st;
}

/* Under its name it is there whole, or as it was before. */
static enum status
copy(const char *from_path, const char *path, struct err *err)
{
	char *fresh = xasprintf("%s.XXXXXX", path);
	int from = open(from_path, O_RDONLY | O_CLOEXEC);
	int to = from < 0 ? -1 : mkostemp(fresh, O_CLOEXEC);
	enum status st = ST_OK;

	if (to < 0)
		st = fail_errno(err, ST_IO, from < 0 ? "cannot read the base" :
		    "cannot write %s", path);
	if (st == ST_OK)
		st = copy_bytes(from, to, path, err);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	if (st == ST_OK && rename(fresh, path) != 0)
		st = fail_errno(err, ST_IO, "cannot write %s", path);
	if (st != ST_OK && to >= 0)
		unlink(fresh);
	free(fresh);
	return st;
}

/* The signature is made first, so that the two are apart for a moment only.
 * Bytes that are there already stay, and with them the time by which a server
 * tells that nothing is new. */
static enum status
give_out(const struct app *app, const char *key_path, const char *base,
    const char *path, int64_t days, struct err *err)
{
	unsigned char hash[MINISIGN_HASH] = { 0 }, there[MINISIGN_HASH];
	struct err unsaid = ERR_INIT;
	struct feed_limits limits;
	struct buf text = BUF_INIT;
	enum status st = feed_limits_read(&limits, app->data_dir,
	    &app->config, err);

	if (st == ST_OK)
		st = hash_file(&limits, base, hash, err);
	if (st == ST_OK)
		st = sign_hash(&text, app, key_path, hash, name_of(path),
		    days, err);
	if (st == ST_OK && (hash_file(&limits, path, there, &unsaid) !=
	    ST_OK || memcmp(hash, there, sizeof(hash)) != 0))
		st = copy(base, path, err);
	if (st == ST_OK)
		st = write_signature(path, &text, err);
	buf_release(&text);
	return st;
}

enum status
feed_publish(const struct app *app, const char *key_path, const char *path,
    int64_t days, int64_t *generation, struct err *err)
{
	struct kb *kb = NULL;
	char *base;
	enum status st = kb_open(&kb, app->kb_dir, err);

	if (st != ST_OK)
		return st;
	*generation = kb_generation(kb);
	kb_close(kb);
	base = kb_path(app->kb_dir, *generation);
	st = give_out(app, key_path, base, path, days, err);
	free(base);
	return st;
}

enum status
feed_verify(const struct app *app, const char *key, const char *path,
    struct err *err)
{
	struct feed_limits limits;
	const char *tmp = getenv("TMPDIR");
	struct feed_source source = { .name = (char *)path,
		.path = (char *)path };
	const struct feed_fetch_options o = { .limits = &limits,
		.spool_dir = tmp ? tmp : "/tmp",
		.now = clock_now(&app->clock) };
	struct feed_fetch fetch = FEED_FETCH_INIT;
	struct buf text = BUF_INIT;
	enum status st = feed_limits_read(&limits, app->data_dir,
	    &app->config, err);

	if (st == ST_OK && file_exists(key))
		st = file_read(key, KEY_BYTES_MAX, &text, err);
	else
		buf_add_text(&text, key);
	source.key = text.text;
	if (st == ST_OK)
		st = feed_fetch(&source, &o, &fetch, err);
	feed_fetch_release(&fetch);
	buf_release(&text);
	return st;
}
