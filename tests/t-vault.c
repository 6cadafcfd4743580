/*
 * t-vault.c - sealing, keyed hashes, masks, and the key file's rights.
 */
#include "base/mem.h"
#include "store/mask.h"
#include "store/vault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
	char dir[256], key[300], other[300];
	struct vault *vault;
	struct err err;
};

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");

	snprintf(f->dir, sizeof(f->dir), "%s/t-vault.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->key, sizeof(f->key), "%s/key", f->dir);
	snprintf(f->other, sizeof(f->other), "%s/other", f->dir);
	umask(0);
	assert_int_equal(vault_open(&f->vault, f->key, true, &f->err), ST_OK);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	vault_close(f->vault);
	unlink(f->key);
	unlink(f->other);
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

static void
what_is_sealed_opens_again(void **state)
{
	struct fixture *f = *state;
	static const char *const plain[] = { "", "13812345678", "张三丰" };

	for (size_t i = 0; i < COUNT(plain); i++) {
		struct buf sealed = BUF_INIT, opened = BUF_INIT;

		vault_seal(f->vault, &sealed, slice_of(plain[i]), "demand 1");
		assert_int_equal(sealed.text[0], 1);
		assert_int_equal(vault_unseal(f->vault, &opened,
		    buf_slice(&sealed), "demand 1", &f->err), ST_OK);
		assert_string_equal(buf_text(&opened), plain[i]);
		buf_release(&sealed);
		buf_release(&opened);
	}
}

static void
a_sealed_value_is_bound_to_its_place(void **state)
{
	struct fixture *f = *state;
	struct buf sealed = BUF_INIT, opened = BUF_INIT;

	vault_seal(f->vault, &sealed, slice_of("13812345678"), "demand 1");
	assert_int_equal(vault_unseal(f->vault, &opened, buf_slice(&sealed),
	    "demand 2", &f->err), ST_CORRUPT);
	for (size_t i = 0; i < sealed.bytes; i++) {
		sealed.text[i] ^= 1;
		assert_int_equal(vault_unseal(f->vault, &opened,
		    buf_slice(&sealed), "demand 1", &f->err), ST_CORRUPT);
		sealed.text[i] ^= 1;
		assert_int_equal(vault_unseal(f->vault, &opened,
		    (struct slice){ sealed.text, i }, "demand 1", &f->err),
		    ST_CORRUPT);
	}
	assert_int_equal(opened.bytes, 0);
	buf_release(&sealed);
	buf_release(&opened);
}

static void
another_key_opens_nothing(void **state)
{
	struct fixture *f = *state;
	unsigned char a[VAULT_HASH_BYTES], b[VAULT_HASH_BYTES];
	struct buf sealed = BUF_INIT, opened = BUF_INIT;
	struct vault *other;

	assert_int_equal(vault_open(&other, f->other, true, &f->err), ST_OK);
	vault_seal(f->vault, &sealed, slice_of("x"), "l");
	assert_int_equal(vault_unseal(other, &opened, buf_slice(&sealed),
	    "l", &f->err), ST_CORRUPT);
	assert_true(vault_hash_phone(f->vault, slice_of("13812345678"), a));
	assert_true(vault_hash_phone(other, slice_of("13812345678"), b));
	assert_memory_not_equal(a, b, sizeof(a));
	vault_mark(f->vault, a);
	vault_mark(other, b);
	assert_memory_not_equal(a, b, sizeof(a));
	vault_close(other);
	assert_int_equal(vault_open(&other, f->key, false, &f->err), ST_OK);
	vault_mark(other, b);
	assert_memory_equal(a, b, sizeof(a));
	vault_close(other);
	buf_release(&sealed);
	buf_release(&opened);
}

static void
a_key_others_may_read_is_refused(void **state)
{
	struct fixture *f = *state;
	struct vault *v;
	struct stat info;

	assert_int_equal(stat(f->key, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_int_equal(vault_open(&v, f->other, false, &f->err), ST_IO);
	assert_int_equal(symlink(f->key, f->other), 0);
	assert_int_equal(vault_open(&v, f->other, true, &f->err), ST_DENIED);
	assert_int_equal(chmod(f->key, 0640), 0);
	assert_int_equal(vault_open(&v, f->key, true, &f->err), ST_DENIED);
	assert_non_null(strstr(f->err.text, "0600"));
	assert_null(v);
}

static void
a_cut_key_is_refused(void **state)
{
	struct fixture *f = *state;
	struct vault *v;

	assert_int_equal(truncate(f->key, 40), 0);
	assert_int_equal(vault_open(&v, f->key, true, &f->err), ST_CORRUPT);
}

static const struct { const char *typed, *form; } phones[] = {
	{ "13812345678", "13812345678" },
	{ "138 1234 5678", "13812345678" },
	{ "138-1234-5678", "13812345678" },
	{ "+86 13812345678", "13812345678" },
	{ "0086 138 1234 5678", "13812345678" },
	{ "（010）８７６５４３２１", "01087654321" },
	{ "010-87654321", "01087654321" },
	{ "8610-87654321", "1087654321" },
	{ "12345", "12345" },
	{ "110", "" },
	{ "没有", "" },
	{ "", "" },
};

static void
a_number_has_one_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(phones); i++) {
		struct buf form = BUF_INIT;

		assert_int_equal(phone_form(&form, slice_of(phones[i].typed)),
		    *phones[i].form != '\0');
		assert_string_equal(buf_text(&form), phones[i].form);
		buf_release(&form);
	}
}

static void
the_last_four_find_the_number(void **state)
{
	struct fixture *f = *state;
	unsigned char a[VAULT_HASH_BYTES], b[VAULT_HASH_BYTES];

	assert_true(vault_hash_last4(f->vault, slice_of("138 1234 5678"), a));
	assert_true(vault_hash_last4(f->vault, slice_of("5678"), b));
	assert_memory_equal(a, b, sizeof(a));
	assert_true(vault_hash_last4(f->vault, slice_of("5679"), b));
	assert_memory_not_equal(a, b, sizeof(a));
	assert_false(vault_hash_last4(f->vault, slice_of("678"), b));
}

static const struct {
	void (*mask)(struct buf *out, struct slice s);
	const char *in, *want;
} masks[] = {
	{ mask_phone, "13812345678", "138****5678" },
	{ mask_phone, "138-1234-5678", "138****5678" },
	{ mask_phone, "87654321", "****4321" },
	{ mask_phone, "12345", "****" },
	{ mask_phone, "x", "****" },
	{ mask_phone, "", "" },
	{ mask_name, "张三丰", "张**" },
	{ mask_name, "张", "张**" },
	{ mask_name, "", "" },
	{ mask_place, "东大桥路8号院3号楼", "东大桥路****" },
	{ mask_place, "3-501", "3****" },
	{ mask_place, "", "" },
	{ mask_text, "打13812345678找我", "打****找我" },
	{ mask_text, "138 1234 5678", "****" },
	{ mask_text, "138-1234-5678。", "****。" },
	{ mask_text, "１３８１２３４５６７８", "****" },
	{ mask_text, "110101199003071234X号", "****号" },
	{ mask_text, "11010119900307123X号", "****号" },
	{ mask_text, "010-87654321", "010-****" },
	{ mask_text, "2026年11月24日 12345", "2026年11月24日 12345" },
	{ mask_text, "2026-11-24 09:12", "2026-11-24 09:12" },
	{ mask_text, "123456 1", "123456 1" },
	{ mask_text, "\xef\xbc", "\xef\xbc" },
};

static void
masks_leave_what_may_be_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(masks); i++) {
		struct buf out = BUF_INIT;

		masks[i].mask(&out, slice_of(masks[i].in));
		assert_string_equal(buf_text(&out), masks[i].want);
		buf_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(what_is_sealed_opens_again),
		T(a_sealed_value_is_bound_to_its_place),
		T(another_key_opens_nothing),
		T(a_key_others_may_read_is_refused),
		T(a_cut_key_is_refused),
		T(a_number_has_one_form),
		T(the_last_four_find_the_number),
		T(masks_leave_what_may_be_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
