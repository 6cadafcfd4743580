/*
 * vault.h - personal data under the site's key.
 *
 * One key file holds 32 bytes; every use has its own key made from them.
 * Sealing is XChaCha20-Poly1305 with a random nonce; the label names the row
 * and the column, so that a sealed value moved elsewhere does not open.
 * Hashes are keyed BLAKE2b: whoever has the ledger alone cannot try numbers.
 *
 * A sealed value: a byte for the format (1), 24 of nonce, the cipher text, 16
 * of tag.
 */
#ifndef STORE_VAULT_H
#define STORE_VAULT_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

#define VAULT_HASH_BYTES 32

struct vault;

/* Makes the file, mode 0600, when it is not there and @make is said. A file
 * that others may read, or a link, is ST_DENIED. */
enum status vault_open(struct vault **out, const char *path, bool make,
    struct err *err);
void vault_close(struct vault *v);	/* wipes the keys; NULL is fine */

/* Tells two keys apart, and nothing else about them. */
void vault_mark(const struct vault *v, unsigned char out[VAULT_HASH_BYTES]);

/* Appends. */
void vault_seal(const struct vault *v, struct buf *out, struct slice plain,
    const char *label);
/* Appends; a value of another key, label or hand is ST_CORRUPT. */
enum status vault_unseal(const struct vault *v, struct buf *out,
    struct slice sealed, const char *label, struct err *err);

/*
 * A key of its own for what can be erased one by one: whoever destroys the
 * sealed key makes everything under it unreadable, and the bytes stay. The
 * opened vault seals and unseals, nothing else; vault_close() wipes it.
 */
void vault_key_make(const struct vault *v, struct buf *out,
    const char *label);
enum status vault_key_open(const struct vault *v, struct slice sealed,
    const char *label, struct vault **out, struct err *err);

/* Of the number's form; false when it has none. */
bool vault_hash_phone(const struct vault *v, struct slice phone,
    unsigned char out[VAULT_HASH_BYTES]);
/* Of the last four digits, of a number or of just those. */
bool vault_hash_last4(const struct vault *v, struct slice phone,
    unsigned char out[VAULT_HASH_BYTES]);

/* Of another system's name for something, which may hold a number. */
void vault_hash_name(const struct vault *v, struct slice name,
    unsigned char out[VAULT_HASH_BYTES]);

/* Plain BLAKE2b, for chains. */
void vault_hash_plain(struct slice bytes, unsigned char out[VAULT_HASH_BYTES]);

/* Overwrites, whatever the compiler thinks of it; frees. NULL is fine. */
void vault_wipe_text(char *text);
void vault_wipe_bytes(void *bytes, size_t n);

#endif
