/*
 * vault.c - libsodium behind store/vault.h.
 *
 * The key file is text, "desk12345-key 1" and 64 hexadecimal digits, so that
 * it can be printed and put in a safe.
 */
#include "store/vault.h"

#include "base/file.h"
#include "base/mem.h"
#include "store/mask.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_BYTES 32
#define KEY_HEAD "desk12345-key 1\n"
#define KEY_HEX_BYTES (2 * KEY_BYTES)
#define KEY_FILE_BYTES (sizeof(KEY_HEAD) - 1 + KEY_HEX_BYTES + 1)
#define SEAL_FORMAT 1
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEAL_EXTRA_BYTES (1 + NONCE_BYTES + TAG_BYTES)
#define KDF_CONTEXT "desk1234"

enum { KEY_SEAL = 1, KEY_PHONE, KEY_LAST4, KEY_MARK, KEY_NAME };

struct vault {
	unsigned char seal[KEY_BYTES];
	unsigned char phone[KEY_BYTES];
	unsigned char last4[KEY_BYTES];
	unsigned char mark[KEY_BYTES];
	unsigned char name[KEY_BYTES];
};

static void
key_derive(const unsigned char master[KEY_BYTES], int use,
    unsigned char out[KEY_BYTES])
{
	crypto_kdf_derive_from_key(out, KEY_BYTES, (uint64_t)use, KDF_CONTEXT,
	    master);
}

/* Complete under its name or not there: a link of the finished file fails
 * when another process was first, and then its key counts. */
static enum status
key_make(const char *path, struct err *err)
{
	unsigned char key[KEY_BYTES];
	char text[KEY_FILE_BYTES + 1] = KEY_HEAD;
	char *temporary = xasprintf("%s.%ld", path, (long)getpid());
	enum status st;

	randombytes_buf(key, sizeof(key));
	sodium_bin2hex(text + strlen(KEY_HEAD), KEY_HEX_BYTES + 1, key,
	    sizeof(key));
	text[KEY_FILE_BYTES - 1] = '\n';
	st = file_write(temporary, (struct slice){ text, KEY_FILE_BYTES },
	    0600, err);
	if (st == ST_OK && link(temporary, path) != 0 && errno != EEXIST)
		st = fail_errno(err, ST_IO, "cannot make the key file %s",
		    path);
	if (st == ST_OK) {
		char *dir = file_dir(path);

		st = file_sync_dir(dir, err);
		free(dir);
	}
	unlink(temporary);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(text, sizeof(text));
	free(temporary);
	return st;
}

static enum status
key_rights(int fd, const char *path, struct err *err)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return fail_errno(err, ST_IO, "cannot read %s", path);
	if (!S_ISREG(info.st_mode))
		return fail(err, ST_DENIED, "the key file %s is no file",
		    path);
	if (info.st_mode & 077)
		return fail(err, ST_DENIED, "others may read the key file %s;"
		    " its mode must be 0600", path);
	return ST_OK;
}

static enum status
key_parse(const char *text, size_t n, const char *path,
    unsigned char key[KEY_BYTES], struct err *err)
{
	size_t head = strlen(KEY_HEAD), made = 0;
	const char *end = NULL;

	if (n < KEY_FILE_BYTES - 1 || memcmp(text, KEY_HEAD, head) != 0 ||
	    sodium_hex2bin(key, KEY_BYTES, text + head, KEY_HEX_BYTES, NULL,
	    &made, &end) != 0 || made != KEY_BYTES)
		return fail(err, ST_CORRUPT, "%s is not a key file", path);
	return ST_OK;
}

static enum status
key_read(const char *path, unsigned char key[KEY_BYTES], struct err *err)
{
	char text[KEY_FILE_BYTES + 1] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK);		/* a FIFO must not hold the gate */
	enum status st;
	ssize_t n;

	if (fd < 0 && errno == ELOOP)
		return fail(err, ST_DENIED, "the key file %s is a link",
		    path);
	if (fd < 0)
		return fail_errno(err, ST_IO, "cannot open the key file %s",
		    path);
	st = key_rights(fd, path, err);
	if (st == ST_OK) {
		n = read(fd, text, KEY_FILE_BYTES);
		if (n < 0)
			st = fail_errno(err, ST_IO, "cannot read %s", path);
		else
			st = key_parse(text, (size_t)n, path, key, err);
	}
	sodium_memzero(text, sizeof(text));
	close(fd);
	return st;
}

enum status
vault_open(struct vault **out, const char *path, bool make, struct err *err)
{
	unsigned char master[KEY_BYTES] = { 0 };
	struct stat info;
	enum status st = ST_OK;

	*out = NULL;
	if (sodium_init() < 0)
		return fail(err, ST_FAILED, "libsodium does not start");
	if (make && lstat(path, &info) != 0 && errno == ENOENT)
		st = key_make(path, err);
	if (st == ST_OK)
		st = key_read(path, master, err);
	if (st == ST_OK) {
		struct vault *v = xcalloc(1, sizeof(*v));

		key_derive(master, KEY_SEAL, v->seal);
		key_derive(master, KEY_PHONE, v->phone);
		key_derive(master, KEY_LAST4, v->last4);
		key_derive(master, KEY_MARK, v->mark);
		key_derive(master, KEY_NAME, v->name);
		*out = v;
	}
	sodium_memzero(master, sizeof(master));
	return st;
}

void
vault_close(struct vault *v)
{
	if (!v)
		return;
	sodium_memzero(v, sizeof(*v));
	free(v);
}

static void
hash_keyed(const unsigned char key[KEY_BYTES], struct slice s,
    unsigned char out[VAULT_HASH_BYTES])
{
	crypto_generichash(out, VAULT_HASH_BYTES,
	    (const unsigned char *)s.text, s.bytes, key, KEY_BYTES);
}

void
vault_mark(const struct vault *v, unsigned char out[VAULT_HASH_BYTES])
{
	hash_keyed(v->mark, slice_of("mark"), out);
}

void
vault_seal(const struct vault *v, struct buf *out, struct slice plain,
    const char *label)
{
	unsigned char *to;
	unsigned long long made;

	buf_reserve(out, plain.bytes + SEAL_EXTRA_BYTES);
	to = (unsigned char *)out->text + out->bytes;
	to[0] = SEAL_FORMAT;
	randombytes_buf(to + 1, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(to + 1 + NONCE_BYTES,
	    &made, (const unsigned char *)(plain.text ? plain.text : ""),
	    plain.bytes, (const unsigned char *)label, strlen(label), NULL,
	    to + 1, v->seal);
	out->bytes += 1 + NONCE_BYTES + (size_t)made;
	out->text[out->bytes] = '\0';
}

enum status
vault_unseal(const struct vault *v, struct buf *out, struct slice sealed,
    const char *label, struct err *err)
{
	const unsigned char *from = (const unsigned char *)sealed.text;
	unsigned long long made;

	if (sealed.bytes < SEAL_EXTRA_BYTES || from[0] != SEAL_FORMAT)
		return fail(err, ST_CORRUPT, "%s is not a sealed value",
		    label);
	buf_reserve(out, sealed.bytes - SEAL_EXTRA_BYTES);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
	    (unsigned char *)out->text + out->bytes, &made, NULL,
	    from + 1 + NONCE_BYTES, sealed.bytes - 1 - NONCE_BYTES,
	    (const unsigned char *)label, strlen(label), from + 1,
	    v->seal) != 0)
		return fail(err, ST_CORRUPT, "%s does not open with this key",
		    label);
	out->bytes += (size_t)made;
	out->text[out->bytes] = '\0';
	return ST_OK;
}

void
vault_key_make(const struct vault *v, struct buf *out, const char *label)
{
	char key[KEY_BYTES];

	randombytes_buf(key, sizeof(key));
	vault_seal(v, out, (struct slice){ key, sizeof(key) }, label);
	sodium_memzero(key, sizeof(key));
}

enum status
vault_key_open(const struct vault *v, struct slice sealed, const char *label,
    struct vault **out, struct err *err)
{
	struct buf key = BUF_INIT;
	enum status st = vault_unseal(v, &key, sealed, label, err);

	if (st == ST_OK && key.bytes != KEY_BYTES)
		st = fail(err, ST_CORRUPT, "%s is not a key", label);
	if (st == ST_OK) {
		*out = xcalloc(1, sizeof(**out));
		memcpy((*out)->seal, buf_text(&key), KEY_BYTES);
	}
	if (key.bytes > 0)
		sodium_memzero(key.text, key.bytes);
	buf_release(&key);
	return st;
}

bool
vault_hash_phone(const struct vault *v, struct slice phone,
    unsigned char out[VAULT_HASH_BYTES])
{
	struct buf form = BUF_INIT;
	bool has = phone_form(&form, phone);

	if (has)
		hash_keyed(v->phone, buf_slice(&form), out);
	buf_release(&form);
	return has;
}

bool
vault_hash_last4(const struct vault *v, struct slice phone,
    unsigned char out[VAULT_HASH_BYTES])
{
	struct buf digits = BUF_INIT;
	bool has;

	phone_digits(&digits, phone);
	has = digits.bytes >= 4;
	if (has)
		hash_keyed(v->last4, (struct slice){
		    digits.text + digits.bytes - 4, 4 }, out);
	buf_release(&digits);
	return has;
}

void
vault_hash_name(const struct vault *v, struct slice name,
    unsigned char out[VAULT_HASH_BYTES])
{
	hash_keyed(v->name, name, out);
}

void
vault_hash_plain(struct slice bytes, unsigned char out[VAULT_HASH_BYTES])
{
	crypto_generichash(out, VAULT_HASH_BYTES,
	    (const unsigned char *)bytes.text, bytes.bytes, NULL, 0);
}

void
vault_wipe_text(char *text)
{
	if (!text)
		return;
	sodium_memzero(text, strlen(text));
	free(text);
}

void
vault_wipe_bytes(void *bytes, size_t n)
{
	sodium_memzero(bytes, n);
}
