/*
 * when.h - dates and times as people say and type them.
 *
 * 今天, 昨天, tomorrow; +3, -2, 3天前; 12-01, 12月1日, 2026-12-01; 周三, 上周五;
 * each with or without a time of day: 9:30, 下午3点半, 晚上. Days that have no
 * year are the nearest ones to now. Pure: the present moment is a parameter.
 */
#ifndef TEXT_WHEN_H
#define TEXT_WHEN_H

#include "base/buf.h"

#include <stdint.h>

/*
 * The moment @said means; 00:00 of its day when no time of day was said, and
 * *@timed tells. False when the whole of it is not a date that is known here;
 * "every evening" is none, and is no error either.
 */
bool when_parse(struct slice said, int64_t now, int64_t *at, bool *timed);

/*
 * The first stretch of running text that is a date: "昨天下午" of "昨天下午开始
 * 漏水". One that is a bare time or number does not count.
 */
bool when_find(struct slice text, int64_t now, struct slice *out);

#endif
