/*
 * feed_sign.c - makes keys and signs files; proves one as a refresh would.
 */
#include "app/feed_sign.h"

#include "app/app.h"
#include "app/feed_fetch.h"
#include "app/feed_file.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "text/minisign.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
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

static void
comment_make(struct buf *out, const struct app *app, const char *path,
    int64_t days)
{
	const char *slash = strrchr(path, '/');
	int64_t now = clock_now(&app->clock);

	buf_addf(out, "timestamp:%lld\tfile:%s\thashed",
	    (long long)(now / CLOCK_SECOND), slash ? slash + 1 : path);
	if (days > 0)
		buf_addf(out, "\texpires:%lld",
		    (long long)((now + days * CLOCK_DAY) / CLOCK_SECOND));
}

enum status
feed_sign(const struct app *app, const char *key_path, const char *path,
    int64_t days, struct err *err)
{
	unsigned char hash[MINISIGN_HASH];
	struct minisign_secret secret;
	struct feed_limits limits;
	struct buf text = BUF_INIT, comment = BUF_INIT;
	char *beside = xasprintf("%s.minisig", path);
	enum status st = feed_limits_read(&limits, app->data_dir,
	    &app->config, err);

	if (st == ST_OK)
		st = file_read(key_path, KEY_BYTES_MAX, &text, err);
	if (st == ST_OK)
		st = minisign_secret_read(buf_slice(&text), &secret, err);
	if (st == ST_OK)
		st = hash_file(&limits, path, hash, err);
	if (text.text)
		sodium_memzero(text.text, text.bytes);
	buf_reset(&text);
	if (st == ST_OK) {
		comment_make(&comment, app, path, days);
		minisign_sign(&text, &secret, hash, buf_text(&comment));
		st = file_write(beside, buf_slice(&text), 0644, err);
	}
	sodium_memzero(&secret, sizeof(secret));
	buf_release(&comment);
	buf_release(&text);
	free(beside);
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
