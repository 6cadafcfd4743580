/*
 * search_sounds.h - terms beside those that were typed: letters read as pinyin
 * or initials, characters an input method may have confused, numbers.
 */
#ifndef APP_SEARCH_SOUNDS_H
#define APP_SEARCH_SOUNDS_H

#include "app/search_plan.h"
#include "store/kb_sounds.h"

/* Appends what the letters of @sound may stand for, times @factor; @alone
 * when they are all that was typed. */
enum status plan_letters(struct plan *p, struct kb *kb,
    const struct query_sound *sound, double factor, bool alone,
    const struct rank_weights *w, struct err *err);

/* What sounds as @units (1 or 2) do, most frequent first; replaces what @out
 * holds. Less likely readings are marked so. */
enum status read_units(struct kb *kb, const struct sound_unit *unit,
    size_t units, struct kb_sounds *out, struct err *err);

/* Appends numbers in the other writing: 15天, 十五天. The first terms of @p
 * are those of @q. */
enum status plan_numbers(struct plan *p, struct kb *kb,
    const struct query *q, const struct rank_weights *w, struct err *err);

/* Appends pairs that sound like typed ones and stand more often beside
 * their neighbours. The first terms of @p are those of @q. */
enum status plan_slips(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err);

#endif
