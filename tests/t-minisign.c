/*
 * t-minisign.c - what minisign(1) signed is proved, what was touched is not.
 */
#include "text/minisign.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

/* Made with minisign 0.11 of the eight bytes "the feed". */
static const char real_key[] =
	"RWRjqPtx9TS1KfxMpfT3x04u6OltPVk2qS/a8UZCwavoDV69RvwOEH6w";
static const char real_signature[] =
	"untrusted comment: signature from minisign secret key\n"
	"RURjqPtx9TS1KcR/CXSHIouLQ17f8BvM5+9DRtPgXqdCvVqwzgPwWJL2lHof"
	"r33KqzynpHvpgvkqBjuyeOPYjnNFa2UWtoF5YwY=\n"
	"trusted comment: timestamp:1795558841\tfile:feed.txt\thashed\n"
	"bEjwROoeM/lWvweIf5Rm0t9GgdOLb61MnpdU4drrD3t5qq8uO6B/3SbvyRdX"
	"KPfxBxQI2aRaz4GorDV4KK+HBw==\n";
static const char real_text[] = "the feed";

static void
hash_of(const char *text, unsigned char out[MINISIGN_HASH])
{
	crypto_generichash(out, MINISIGN_HASH, (const unsigned char *)text,
	    strlen(text), NULL, 0);
}

static void
what_minisign_signed_is_proved(void **state)
{
	struct minisign_public key;
	struct minisign_signature s;
	unsigned char hash[MINISIGN_HASH];
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(minisign_public_read(slice_of(real_key), &key,
	    &err), ST_OK);
	assert_int_equal(minisign_signature_read(slice_of(real_signature),
	    &s, &err), ST_OK);
	hash_of(real_text, hash);
	assert_int_equal(minisign_verify(&s, &key, hash, &err), ST_OK);
	assert_true(slice_is(minisign_word(&s, "file"), "feed.txt"));
	assert_true(minisign_word(&s, "timestamp").bytes == 10);
	assert_int_equal(minisign_word(&s, "expires").bytes, 0);
	hash[7] ^= 1;
	assert_int_equal(minisign_verify(&s, &key, hash, &err), ST_DENIED);
	assert_non_null(strstr(err.text, "not of this file"));
}

static void
make(struct minisign_public *key, struct buf *signature, const char *text)
{
	struct minisign_secret made, read;
	struct buf file = BUF_INIT;
	unsigned char hash[MINISIGN_HASH];
	struct err err = ERR_INIT;

	minisign_make(&made);
	minisign_secret_write(&file, &made);
	assert_int_equal(minisign_secret_read(buf_slice(&file), &read, &err),
	    ST_OK);
	assert_memory_equal(&made, &read, sizeof(made));
	buf_reset(&file);
	minisign_public_of(&made, key);
	minisign_public_write(&file, key);
	assert_int_equal(minisign_public_read(buf_slice(&file), key, &err),
	    ST_OK);
	hash_of(text, hash);
	minisign_sign(signature, &read, hash, "timestamp:1\tfile:a");
	buf_release(&file);
}

/* Every bit that is flipped in a signature, key or text shows. */
static void
one_flipped_bit_is_refused(void **state)
{
	struct minisign_public key, other;
	struct minisign_signature s;
	struct buf signature = BUF_INIT;
	unsigned char hash[MINISIGN_HASH];
	struct err err = ERR_INIT;
	size_t comment;

	(void)state;
	make(&key, &signature, "feed");
	hash_of("feed", hash);
	assert_int_equal(minisign_signature_read(buf_slice(&signature), &s,
	    &err), ST_OK);
	assert_int_equal(minisign_verify(&s, &key, hash, &err), ST_OK);
	/* The untrusted comment is what its name says. */
	comment = strcspn(signature.text, "\n");
	for (size_t i = comment; i < signature.bytes - 1; i++)
		for (int bit = 0; bit < 8; bit++) {
			signature.text[i] ^= (char)(1 << bit);
			if (minisign_signature_read(buf_slice(&signature),
			    &s, &err) == ST_OK && minisign_verify(&s, &key,
			    hash, &err) == ST_OK)
				fail_msg("byte %zu, bit %d", i, bit);
			signature.text[i] ^= (char)(1 << bit);
		}
	assert_int_equal(minisign_signature_read(buf_slice(&signature), &s,
	    &err), ST_OK);
	other = key;
	other.key[5] ^= 4;
	assert_int_equal(minisign_verify(&s, &other, hash, &err), ST_DENIED);
	other = key;
	other.id[0] ^= 4;
	assert_int_equal(minisign_verify(&s, &other, hash, &err), ST_DENIED);
	assert_non_null(strstr(err.text, "another key"));
	buf_release(&signature);
}

static const char *const no_keys[] = {
	"", "RWQ", "untrusted comment: x\n", "RWQ!!!", "c2hvcnQ=",
};

static void
what_is_no_key_is_said(void **state)
{
	struct minisign_public public;
	struct minisign_secret secret;
	struct minisign_signature s;
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(no_keys); i++) {
		struct slice text = slice_of(no_keys[i]);

		assert_int_equal(minisign_public_read(text, &public, &err),
		    ST_INVALID);
		assert_int_equal(minisign_secret_read(text, &secret, &err),
		    ST_INVALID);
		assert_int_equal(minisign_signature_read(text, &s, &err),
		    ST_INVALID);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_minisign_signed_is_proved),
		cmocka_unit_test(one_flipped_bit_is_refused),
		cmocka_unit_test(what_is_no_key_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
