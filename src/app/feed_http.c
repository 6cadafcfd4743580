/*
 * feed_http.c - fetches a feed by libcurl into a folder of its own: the file
 * under the address's last name, and beside it what the server said of it.
 */
#include "app/feed_http.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HTTPS "https://"
#define MEMORY_END ".http"
#define PART_END ".part"

enum {
	CONNECT_S = 20, WHOLE_S = 3600, SLOW_BYTES_S = 1000, SLOW_S = 60,
	REDIRECTS_MAX = 5, MEMORY_MAX = 64 * 1024, HEADER_MAX = 1024,
	CODE_GOOD = 200, CODE_SAME = 304, CODE_NONE = 404, CODE_GONE = 410
};

struct fetch {
	const struct feed_http_options *o;
	const char *url;
	char *shown;			/* the address without a password */
	char *path, *part, *memory_path;
	CURL *curl;
	struct curl_slist *headers;
	int fd;
	int64_t bytes;
	json_t *known;			/* of the copy that is here */
	char etag[HEADER_MAX], modified[HEADER_MAX];	/* of this one */
	bool too_large, write_failed;
	char why[CURL_ERROR_SIZE];
};

bool
feed_http_is(const char *path)
{
	return strncasecmp(path, HTTPS, strlen(HTTPS)) == 0;
}

char *
feed_http_shown(const char *path)
{
	const char *host = path + strlen(HTTPS), *at;
	struct slice rest;

	if (!feed_http_is(path))
		return xstrdup(path);
	rest = (struct slice){ host, strcspn(host, "/?#") };
	at = memrchr(rest.text, '@', rest.bytes);
	return xasprintf(HTTPS "%s", at ? at + 1 : host);
}

/* The last name of the path; "feed" when it has none that will do. */
static char *
local_name(const char *url)
{
	size_t bytes = strcspn(url + strlen(HTTPS), "?#");
	struct slice rest = { url + strlen(HTTPS), bytes }, part;
	struct slice last = { "", 0 };
	bool host = true;

	for (; slice_until(&rest, '/', &part); host = false)
		if (!host && part.bytes > 0)
			last = part;
	if (last.bytes == 0 || *last.text == '.' || last.bytes > 200)
		return xstrdup("feed");
	return slice_dup(last);
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *arg)
{
	struct fetch *f = arg;
	size_t n = size * count;

	f->bytes += (int64_t)n;
	f->too_large = f->bytes > f->o->limits->file_bytes;
	if (f->too_large)
		return 0;
	f->write_failed = write(f->fd, bytes, n) != (ssize_t)n;
	return f->write_failed ? 0 : n;
}

static void
keep_header(const char *line, size_t bytes, const char *name,
    char out[HEADER_MAX])
{
	size_t n = strlen(name);
	struct slice value;

	if (bytes <= n || strncasecmp(line, name, n) != 0)
		return;
	value = slice_trim((struct slice){ line + n, bytes - n });
	if (value.bytes >= HEADER_MAX)
		return;
	memcpy(out, value.text, value.bytes);
	out[value.bytes] = '\0';
}

static size_t
take_header(char *line, size_t size, size_t count, void *arg)
{
	struct fetch *f = arg;

	/* what a redirection said is not of the file */
	if (size * count > 5 && strncmp(line, "HTTP/", 5) == 0)
		f->etag[0] = f->modified[0] = '\0';
	keep_header(line, size * count, "etag:", f->etag);
	keep_header(line, size * count, "last-modified:", f->modified);
	return size * count;
}

static const char *
known(const struct fetch *f, const char *key)
{
	return json_string_value(json_object_get(f->known, key));
}

/* What the server said of the copy, if it is one of this address. */
static void
read_memory(struct fetch *f)
{
	struct buf text = BUF_INIT;
	struct err unsaid = ERR_INIT;

	if (file_exists(f->path) && file_read(f->memory_path, MEMORY_MAX,
	    &text, &unsaid) == ST_OK)
		f->known = json_loadb(buf_text(&text), text.bytes, 0, NULL);
	if (!known(f, "url") || strcmp(known(f, "url"), f->shown) != 0) {
		json_decref(f->known);
		f->known = NULL;
	}
	buf_release(&text);
}

static void
add_condition(struct fetch *f, const char *header, const char *value)
{
	char *line;

	if (!value || !*value)
		return;
	line = xasprintf("%s: %s", header, value);
	f->headers = curl_slist_append(f->headers, line);
	free(line);
}

static void
set_options(struct fetch *f)
{
	CURL *c = f->curl;

	add_condition(f, "If-None-Match", known(f, "etag"));
	add_condition(f, "If-Modified-Since", known(f, "modified"));
	curl_easy_setopt(c, CURLOPT_URL, f->url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "https");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)WHOLE_S);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_S);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)SLOW_S);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, "desk12345/" PACKAGE_VERSION);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, f->headers);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, f->why);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, f);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, f);
	if (f->o->ca_file)
		curl_easy_setopt(c, CURLOPT_CAINFO, f->o->ca_file);
}

/* The memory goes first: a copy without it is fetched again. */
static enum status
keep(struct fetch *f, struct err *err)
{
	json_t *o = json_pack("{s:s, s:s, s:s}", "url", f->shown, "etag",
	    f->etag, "modified", f->modified);
	char *text = o ? json_dumps(o, JSON_COMPACT) : NULL;
	enum status st = ST_OK;

	unlink(f->memory_path);
	if (rename(f->part, f->path) != 0)
		st = fail_errno(err, ST_IO, "cannot rename %s", f->part);
	if (st == ST_OK && text)
		st = file_write(f->memory_path, slice_of(text), 0644, err);
	free(text);
	json_decref(o);
	return st;
}

static enum status
judge(struct fetch *f, CURLcode result, struct err *err)
{
	long code = 0;

	if (f->too_large)
		return fail(err, ST_INVALID, "%s has more than %lld bytes",
		    f->shown, (long long)f->o->limits->file_bytes);
	if (f->write_failed)
		return fail(err, ST_FULL, "cannot keep %s", f->shown);
	if (result != CURLE_OK)
		return fail(err, ST_IO, "cannot fetch %s: %s", f->shown,
		    *f->why ? f->why : curl_easy_strerror(result));
	curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &code);
	if (code == CODE_SAME && f->known)
		return ST_OK;
	if (code == CODE_NONE || code == CODE_GONE)
		return fail(err, ST_NOT_FOUND, "%s: the server has no such "
		    "file", f->shown);
	if (code != CODE_GOOD)
		return fail(err, ST_IO, "%s: the server answers %ld", f->shown,
		    code);
	return keep(f, err);
}

static enum status
perform(struct fetch *f, struct err *err)
{
	enum status st;

	f->fd = open(f->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0644);
	if (f->fd < 0)
		return fail_errno(err, ST_IO, "cannot write %s", f->part);
	f->curl = curl_easy_init();
	if (!f->curl) {
		close(f->fd);
		return fail(err, ST_IO, "libcurl cannot be used");
	}
	read_memory(f);
	set_options(f);
	st = judge(f, curl_easy_perform(f->curl), err);
	close(f->fd);
	unlink(f->part);
	return st;
}

enum status
feed_http_get(const char *url, const struct feed_http_options *o,
    char **path, struct err *err)
{
	struct fetch f = { .o = o, .url = url,
		.shown = feed_http_shown(url) };
	char *name = local_name(url);
	enum status st = file_make_dir(o->dir, 0755, err);

	*path = NULL;
	f.path = file_join(o->dir, name);
	f.part = xasprintf("%s" PART_END, f.path);
	f.memory_path = xasprintf("%s" MEMORY_END, f.path);
	if (st == ST_OK)
		st = perform(&f, err);
	if (st == ST_OK)
		*path = xstrdup(f.path);
	curl_slist_free_all(f.headers);
	curl_easy_cleanup(f.curl);
	json_decref(f.known);
	free(f.shown);
	free(f.path);
	free(f.part);
	free(f.memory_path);
	free(name);
	return st;
}
