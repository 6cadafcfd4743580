/*
 * kb_sounds.c - writes and reads the table "sound".
 *
 * A row's words are packed: the numbers of their characters, then twice the
 * entries and whether it is the likeliest reading. Keys of initials lie above
 * all keys of sounds, which need 25 bits.
 */
#include "store/kb_sounds.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/kb_file.h"
#include "store/kb_find.h"
#include "store/kb_terms.h"
#include "text/digest.h"
#include "text/pinyin.h"

#include <stdlib.h>

#define WORDS_SOUND 64			/* kept of a key */
#define WORDS_INITIALS 256
#define INITIALS (UINT32_C(1) << 30)

/* One word under one key. */
struct place {
	uint32_t key;
	uint32_t a, b;			/* numbers; b 0: alone */
	uint32_t weight;		/* entries << 1 | likely */
};

struct places {
	struct place *place;
	size_t count, room;
};

static uint32_t
initials_key(char a, char b)
{
	return INITIALS | (uint32_t)(uint8_t)a << 8 | (uint8_t)b;
}

static void
put(struct places *p, uint32_t key, struct kb_pair pair, bool likely)
{
	ARRAY_GROW(p->place, p->count + 1, p->room);
	p->place[p->count++] = (struct place){
		key, pair.a, pair.b, pair.entries << 1 | likely
	};
}

static void
put_pair(struct places *p, const struct vocab *v, struct kb_pair pair)
{
	uint32_t key[SOUND_KEYS_MAX];
	size_t n = sound_pair_keys(vocab_atom(v, pair.a).ch,
	    vocab_atom(v, pair.b).ch, key);

	for (size_t i = 0; i < n; i++)
		put(p, key[i], pair, i == 0);
	if (n > 0)
		put(p, initials_key(sound_initial((uint16_t)(key[0] >> 16)),
		    sound_initial((uint16_t)key[0])), pair, true);
}

static void
put_char(struct places *p, const struct vocab *v, uint32_t number)
{
	uint16_t s[SOUND_READINGS_MAX];
	struct vocab_atom atom = vocab_atom(v, number);
	struct kb_pair one = { number, 0, atom.entries };
	size_t n = sound_readings(atom.ch, s);

	for (size_t i = 0; i < n; i++)
		put(p, sound_key(s[i], 0), one, i == 0);
	if (n > 0)
		put(p, initials_key(sound_initial(s[0]), 0), one, true);
}

static int
place_cmp(const void *va, const void *vb)
{
	const struct place *p = va, *q = vb;

	if (p->key != q->key)
		return p->key < q->key ? -1 : 1;
	if (p->weight != q->weight)
		return p->weight > q->weight ? -1 : 1;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

static const struct db_sql sql_add = { "add a sound",
    "INSERT INTO sound (key, words) VALUES (?1, ?2)" };
static const struct db_sql sql_like = { "look up sounds",
    "SELECT words FROM sound WHERE key BETWEEN ?1 AND ?2" };

/* Writes the row that begins at @from; returns where the next one does. */
static size_t
write_row(struct db *db, const struct places *p, size_t from,
    struct buf *words, enum status *st, struct err *err)
{
	uint32_t key = p->place[from].key;
	size_t most = key & INITIALS ? WORDS_INITIALS : WORDS_SOUND;
	struct stmt *s = db_stmt(db, &sql_add);
	size_t to = from;

	buf_reset(words);
	for (; to < p->count && p->place[to].key == key; to++) {
		const struct place *w = &p->place[to];

		if (to - from >= most)
			continue;
		digest_put(words, w->a);
		digest_put(words, w->b);
		digest_put(words, w->weight);
	}
	db_bind_int(s, 1, key);
	db_bind_blob(s, 2, words->text, words->bytes);
	*st = db_run(s, err);
	return to;
}

enum status
kb_sounds_write(struct db *db, const struct vocab *v,
    const struct kb_pair *pair, size_t pairs, struct err *err)
{
	struct places p = { NULL, 0, 0 };
	struct buf words = BUF_INIT;
	enum status st = ST_OK;

	for (size_t i = 0; i < pairs; i++)
		put_pair(&p, v, pair[i]);
	for (uint32_t i = 1; i <= vocab_chars(v); i++)
		put_char(&p, v, i);
	if (p.count > 0)
		qsort(p.place, p.count, sizeof(*p.place), place_cmp);
	for (size_t at = 0; at < p.count && st == ST_OK; )
		at = write_row(db, &p, at, &words, &st, err);
	buf_release(&words);
	free(p.place);
	return st;
}

void
kb_sounds_release(struct kb_sounds *s)
{
	free(s->sound);
	*s = (struct kb_sounds)KB_SOUNDS_INIT;
}

static void
take_words(const struct kb *kb, struct slice words, struct kb_sounds *out)
{
	uint32_t a, b, weight;

	while (digest_take(&words, &a) && digest_take(&words, &b) &&
	    digest_take(&words, &weight)) {
		uint32_t ch = kb_char(kb, a);

		if (!ch)
			continue;
		ARRAY_GROW(out->sound, out->count + 1, out->room);
		out->sound[out->count++] = (struct kb_sound){
			{ ch, b ? kb_char(kb, b) : 0 }, weight >> 1,
			weight & 1
		};
	}
}

enum status
kb_sounds_like(struct kb *kb, uint32_t lo, uint32_t hi,
    struct kb_sounds *out, struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_like);
	bool row = true;
	enum status st = ST_OK;

	db_bind_int(s, 1, lo);
	db_bind_int(s, 2, hi);
	while (st == ST_OK && row) {
		st = db_step(s, &row, err);
		if (st == ST_OK && row)
			take_words(kb, db_slice(s, 0), out);
	}
	return st;
}

enum status
kb_sounds_begin(struct kb *kb, char a, char b, struct kb_sounds *out,
    struct err *err)
{
	uint32_t key = initials_key(a, b);

	return kb_sounds_like(kb, key, key, out, err);
}
