/*
 * minisign.c - reads, writes, makes and proves minisign's texts. Knows
 * libsodium, no files.
 */
#include "text/minisign.h"

#include "base/mem.h"

#include <sodium.h>
#include <string.h>

#define KEY_ALGORITHM "Ed"
#define HASHED_ALGORITHM "ED"
#define CHECKSUM_ALGORITHM "B2"
#define NO_PASSWORD "\0\0"
#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "

enum { WORD = 2, SALT = 32, LIMIT = 8, CHECKSUM = 32 };

struct public_bytes {
	unsigned char algorithm[WORD], id[MINISIGN_ID];
	unsigned char key[MINISIGN_PUBLIC];
};

struct secret_bytes {
	unsigned char algorithm[WORD], password[WORD], checksum_by[WORD];
	unsigned char salt[SALT], opslimit[LIMIT], memlimit[LIMIT];
	unsigned char id[MINISIGN_ID], key[MINISIGN_SECRET];
	unsigned char checksum[CHECKSUM];
};

struct signature_bytes {
	unsigned char algorithm[WORD], id[MINISIGN_ID];
	unsigned char signature[MINISIGN_SIGNATURE];
};

void
minisign_make(struct minisign_secret *secret)
{
	unsigned char public[MINISIGN_PUBLIC];

	randombytes_buf(secret->id, sizeof(secret->id));
	crypto_sign_keypair(public, secret->key);
}

void
minisign_public_of(const struct minisign_secret *secret,
    struct minisign_public *out)
{
	memcpy(out->id, secret->id, sizeof(out->id));
	crypto_sign_ed25519_sk_to_pk(out->key, secret->key);
}

/* Exactly @bytes from base64. libsodium takes some bytes that are no ASCII
 * for letters. */
static bool
decode(struct slice line, void *out, size_t bytes)
{
	size_t n = 0;
	const char *end = NULL;

	line = slice_trim(line);
	for (size_t i = 0; i < line.bytes; i++)
		if ((unsigned char)line.text[i] >= 0x80)
			return false;
	return sodium_base642bin(out, bytes, line.text, line.bytes, NULL, &n,
	    &end, sodium_base64_VARIANT_ORIGINAL) == 0 && n == bytes &&
	    end == line.text + line.bytes;
}

static void
encode(struct buf *out, const void *bytes, size_t n)
{
	size_t room = sodium_base64_ENCODED_LEN(n,
	    sodium_base64_VARIANT_ORIGINAL);

	buf_reserve(out, room);
	sodium_bin2base64(out->text + out->bytes, room, bytes, n,
	    sodium_base64_VARIANT_ORIGINAL);
	out->bytes += strlen(out->text + out->bytes);
	buf_add_char(out, '\n');
}

static bool
starts(struct slice s, const char *text)
{
	size_t n = strlen(text);

	return s.bytes >= n && memcmp(s.text, text, n) == 0;
}

/* The line under the untrusted comment, or the first one. */
static struct slice
key_line(struct slice text)
{
	struct slice line = { NULL, 0 };

	slice_line(&text, &line);
	if (starts(line, UNTRUSTED))
		slice_line(&text, &line);
	return line;
}

enum status
minisign_public_read(struct slice text, struct minisign_public *out,
    struct err *err)
{
	struct public_bytes b;

	if (!decode(key_line(text), &b, sizeof(b)) ||
	    memcmp(b.algorithm, KEY_ALGORITHM, WORD) != 0)
		return fail(err, ST_INVALID, "this is no public key of "
		    "minisign");
	memcpy(out->id, b.id, sizeof(out->id));
	memcpy(out->key, b.key, sizeof(out->key));
	return ST_OK;
}

/* The key holds the seed it was made of, and the public key. */
static bool
secret_is_whole(const unsigned char key[MINISIGN_SECRET])
{
	unsigned char public[MINISIGN_PUBLIC], secret[MINISIGN_SECRET];
	bool same;

	crypto_sign_seed_keypair(public, secret, key);
	same = sodium_memcmp(secret, key, MINISIGN_SECRET) == 0;
	sodium_memzero(secret, sizeof(secret));
	return same;
}

enum status
minisign_secret_read(struct slice text, struct minisign_secret *out,
    struct err *err)
{
	struct secret_bytes b;

	if (!decode(key_line(text), &b, sizeof(b)) ||
	    memcmp(b.algorithm, KEY_ALGORITHM, WORD) != 0)
		return fail(err, ST_INVALID, "this is no secret key of "
		    "minisign");
	if (memcmp(b.password, NO_PASSWORD, WORD) != 0)
		return fail(err, ST_INVALID, "the secret key has a password; "
		    "make one without (minisign -G -W)");
	if (!secret_is_whole(b.key))
		return fail(err, ST_CORRUPT, "the secret key is damaged");
	memcpy(out->id, b.id, sizeof(out->id));
	memcpy(out->key, b.key, sizeof(out->key));
	sodium_memzero(&b, sizeof(b));
	return ST_OK;
}

enum status
minisign_signature_read(struct slice text, struct minisign_signature *out,
    struct err *err)
{
	struct signature_bytes b;
	struct slice line[4] = { { NULL, 0 } };
	size_t n = 0;

	while (n < COUNT(line) && slice_line(&text, &line[n]))
		n++;
	if (n < COUNT(line) || !starts(line[0], UNTRUSTED) ||
	    !decode(line[1], &b, sizeof(b)) || !starts(line[2], TRUSTED) ||
	    !decode(line[3], out->global, sizeof(out->global)))
		return fail(err, ST_INVALID, "this is no signature of "
		    "minisign");
	if (memcmp(b.algorithm, HASHED_ALGORITHM, WORD) != 0)
		return fail(err, ST_INVALID, "the signature is of the old "
		    "form; sign again with minisign 0.10 or later");
	line[2].text += strlen(TRUSTED);
	line[2].bytes -= strlen(TRUSTED);
	if (line[2].bytes > MINISIGN_COMMENT_MAX ||
	    memchr(line[2].text, '\0', line[2].bytes))
		return fail(err, ST_INVALID, "the signature's comment is too "
		    "long");
	memcpy(out->comment, line[2].text, line[2].bytes);
	out->comment[line[2].bytes] = '\0';
	memcpy(out->id, b.id, sizeof(out->id));
	memcpy(out->signature, b.signature, sizeof(out->signature));
	return ST_OK;
}

static void
put_id(struct buf *out, const unsigned char id[MINISIGN_ID])
{
	for (size_t i = MINISIGN_ID; i > 0; i--)
		buf_addf(out, "%02X", id[i - 1]);
	buf_add_char(out, '\n');
}

void
minisign_public_write(struct buf *out, const struct minisign_public *p)
{
	struct public_bytes b;

	memcpy(b.algorithm, KEY_ALGORITHM, WORD);
	memcpy(b.id, p->id, sizeof(b.id));
	memcpy(b.key, p->key, sizeof(b.key));
	buf_add_text(out, UNTRUSTED "minisign public key ");
	put_id(out, p->id);
	encode(out, &b, sizeof(b));
}

void
minisign_secret_write(struct buf *out, const struct minisign_secret *s)
{
	struct secret_bytes b = { .salt = { 0 } };

	memcpy(b.algorithm, KEY_ALGORITHM, WORD);
	memcpy(b.password, NO_PASSWORD, WORD);
	memcpy(b.checksum_by, CHECKSUM_ALGORITHM, WORD);
	memcpy(b.id, s->id, sizeof(b.id));
	memcpy(b.key, s->key, sizeof(b.key));
	buf_add_text(out, UNTRUSTED "minisign secret key without password "
	    "\n");
	encode(out, &b, sizeof(b));
	sodium_memzero(&b, sizeof(b));
}

static void
sign_comment(const struct minisign_secret *secret,
    const unsigned char signature[MINISIGN_SIGNATURE], const char *comment,
    unsigned char out[MINISIGN_SIGNATURE])
{
	struct buf all = BUF_INIT;

	buf_add(&all, signature, MINISIGN_SIGNATURE);
	buf_add_text(&all, comment);
	crypto_sign_detached(out, NULL, (const unsigned char *)all.text,
	    all.bytes, secret->key);
	buf_release(&all);
}

void
minisign_sign(struct buf *out, const struct minisign_secret *secret,
    const unsigned char hash[MINISIGN_HASH], const char *comment)
{
	unsigned char global[MINISIGN_SIGNATURE];
	struct signature_bytes b;

	memcpy(b.algorithm, HASHED_ALGORITHM, WORD);
	memcpy(b.id, secret->id, sizeof(b.id));
	crypto_sign_detached(b.signature, NULL, hash, MINISIGN_HASH,
	    secret->key);
	sign_comment(secret, b.signature, comment, global);
	buf_add_text(out, UNTRUSTED "signature of desk12345\n");
	encode(out, &b, sizeof(b));
	buf_addf(out, TRUSTED "%s\n", comment);
	encode(out, global, sizeof(global));
}

enum status
minisign_verify(const struct minisign_signature *s,
    const struct minisign_public *key,
    const unsigned char hash[MINISIGN_HASH], struct err *err)
{
	struct buf all = BUF_INIT;
	enum status st = ST_OK;

	if (memcmp(s->id, key->id, sizeof(s->id)) != 0)
		return fail(err, ST_DENIED, "it was signed with another key");
	if (crypto_sign_verify_detached(s->signature, hash, MINISIGN_HASH,
	    key->key) != 0)
		return fail(err, ST_DENIED, "the signature is not of this "
		    "file");
	buf_add(&all, s->signature, sizeof(s->signature));
	buf_add_text(&all, s->comment);
	if (crypto_sign_verify_detached(s->global,
	    (const unsigned char *)all.text, all.bytes, key->key) != 0)
		st = fail(err, ST_DENIED, "the signature's comment was "
		    "changed");
	buf_release(&all);
	return st;
}

struct slice
minisign_word(const struct minisign_signature *s, const char *name)
{
	struct slice rest = slice_of(s->comment), word;
	size_t n = strlen(name);

	while (slice_until(&rest, '\t', &word))
		if (word.bytes > n && word.text[n] == ':' &&
		    memcmp(word.text, name, n) == 0)
			return (struct slice){ word.text + n + 1,
			    word.bytes - n - 1 };
	return (struct slice){ "", 0 };
}
