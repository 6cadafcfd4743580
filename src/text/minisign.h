/*
 * minisign.h - keys and signatures in the format of minisign(1).
 *
 * Ed25519 over the BLAKE2b-512 of the file ("ED"), and over that signature
 * with its trusted comment. Texts in, values out; what is signed comes as a
 * hash, so files of any size do. Secret keys have no password: they are
 * guarded by the rights of their file.
 */
#ifndef TEXT_MINISIGN_H
#define TEXT_MINISIGN_H

#include "base/buf.h"
#include "base/err.h"

enum { MINISIGN_ID = 8, MINISIGN_PUBLIC = 32, MINISIGN_SECRET = 64,
	MINISIGN_SIGNATURE = 64, MINISIGN_HASH = 64, MINISIGN_COMMENT_MAX =
	1024 };

struct minisign_public {
	unsigned char id[MINISIGN_ID], key[MINISIGN_PUBLIC];
};

struct minisign_secret {
	unsigned char id[MINISIGN_ID], key[MINISIGN_SECRET];
};

struct minisign_signature {
	unsigned char id[MINISIGN_ID];
	unsigned char signature[MINISIGN_SIGNATURE];
	unsigned char global[MINISIGN_SIGNATURE];
	char comment[MINISIGN_COMMENT_MAX + 1];	/* the trusted one */
};

/* A new pair. */
void minisign_make(struct minisign_secret *secret);
void minisign_public_of(const struct minisign_secret *secret,
    struct minisign_public *out);

/* The file's text, or for a public key its base64 line alone ("RW..."). */
enum status minisign_public_read(struct slice text,
    struct minisign_public *out, struct err *err);
enum status minisign_secret_read(struct slice text,
    struct minisign_secret *out, struct err *err);
enum status minisign_signature_read(struct slice text,
    struct minisign_signature *out, struct err *err);

void minisign_public_write(struct buf *out, const struct minisign_public *p);
void minisign_secret_write(struct buf *out, const struct minisign_secret *s);

/* Appends a signature file; @comment is one line. */
void minisign_sign(struct buf *out, const struct minisign_secret *secret,
    const unsigned char hash[MINISIGN_HASH], const char *comment);
/* ST_DENIED says what does not fit: key, file, or comment. */
enum status minisign_verify(const struct minisign_signature *s,
    const struct minisign_public *key,
    const unsigned char hash[MINISIGN_HASH], struct err *err);

/* The value of "name:value" among the words, parted by tabs, of a trusted
 * comment; empty when it is not there. */
struct slice minisign_word(const struct minisign_signature *s,
    const char *name);

#endif
