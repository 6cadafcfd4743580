/*
 * narrow.h - the words that narrow a queue: "unit:朝阳 type:投诉 due<1d 漏水".
 *
 * A word with a colon asks for a value of one column, "due<" for what falls
 * due within that time; all must hold. The other words are sought in the
 * demands' texts. Names of columns are understood in English and in Chinese,
 * values as codes and as names; a name may be begun only.
 */
#ifndef APP_NARROW_H
#define APP_NARROW_H

#include "base/buf.h"
#include "base/err.h"
#include "store/ledger.h"
#include "store/texts.h"

struct app;

/* column, name, the name in Chinese */
#define NARROW_LIST(X) \
	X(UNIT,     "unit",     "单位") \
	X(TYPE,     "type",     "类型") \
	X(STATE,    "state",    "状态") \
	X(TOPIC,    "topic",    "主题") \
	X(DISTRICT, "district", "区") \
	X(OPERATOR, "operator", "坐席") \
	X(PHONE,    "phone",    "电话") \
	X(DUE,      "due",      "到期")

enum narrow_column {
#define X(id, name, chinese) NARROW_##id,
	NARROW_LIST(X)
#undef X
	NARROW_COUNT
};

const char *narrow_name(enum narrow_column c);
const char *narrow_name_chinese(enum narrow_column c);
/* Takes a column's name and what parts it from the value off the front. */
bool narrow_column_take(struct slice *word, enum narrow_column *out);

/* What was asked; the filter's texts live in @texts. */
struct narrow {
	struct demand_filter filter;
	struct texts texts;
};

#define NARROW_INIT { .texts = TEXTS_INIT }
void narrow_release(struct narrow *n);

/*
 * Replaces what @out holds. A word that names no value is ST_INVALID and
 * named; what the other words ask is in @out all the same, so that a list can
 * follow while a word is typed.
 */
enum status narrow_parse(struct app *app, struct slice text,
    struct narrow *out, struct err *err);

#endif
