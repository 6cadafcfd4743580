/*
 * told.c - looks for numbers, names and places in running text.
 *
 * A street counts by its full name anywhere, by its name without 街道 or 镇
 * only behind its district's: 大栅栏 and 和平里 are also what people call other
 * things.
 */
#include "app/told.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect.h"

#include <string.h>
#include <strings.h>

#define NAME_CHARS_MAX 20
#define PLACE_CHARS_MAX 60
#define BARE_BYTES_MIN 6		/* two Han characters */
#define LAND_DIGITS_MIN 10		/* 010-12345678 and longer */
#define LAND_DIGITS_MAX 12

static const char *const name_labels[] = {
	"姓名", "诉求人", "来电人", "联系人", "我叫", "我的名字是",
};
static const char *const place_labels[] = {
	"地址", "地点", "位置", "事发地",
};
static const char *const ends[] = {
	"，", "。", "；", "！", "？", "、", ",", ";", "\n", "\t", "电话",
	"手机", "：", ":",
};

static const struct {
	const char *words;
	enum demand_type type;
} type_words[] = {
	{ "举报", DEMAND_TIPOFF }, { "检举", DEMAND_TIPOFF },
	{ "投诉", DEMAND_COMPLAINT }, { "不满", DEMAND_COMPLAINT },
	{ "建议", DEMAND_SUGGESTION }, { "表扬", DEMAND_COMMENDATION },
	{ "感谢", DEMAND_COMMENDATION },
	{ "咨询", DEMAND_CONSULTATION }, { "请问", DEMAND_CONSULTATION },
	{ "想了解", DEMAND_CONSULTATION }, { "怎么办理", DEMAND_CONSULTATION },
	{ "想问", DEMAND_CONSULTATION }, { "如何", DEMAND_CONSULTATION },
	{ "是否可以", DEMAND_CONSULTATION }, { "什么材料", DEMAND_CONSULTATION },
	{ "什么条件", DEMAND_CONSULTATION },
	{ "求助", DEMAND_HELP_REQUEST }, { "请帮", DEMAND_HELP_REQUEST },
	{ "希望解决", DEMAND_HELP_REQUEST },
	{ "complain", DEMAND_COMPLAINT }, { "suggest", DEMAND_SUGGESTION },
	{ "thank you", DEMAND_COMMENDATION },
	{ "how do i", DEMAND_CONSULTATION },
	{ "how can i", DEMAND_CONSULTATION },
	{ "please help", DEMAND_HELP_REQUEST },
};

static struct slice
slice_from(struct slice s, size_t at)
{
	return (struct slice){ s.text + at, s.bytes - at };
}

/* Where @word stands in @s, or s.bytes. */
static size_t
find(struct slice s, struct slice word)
{
	const char *at = slice_find(s, word);

	return at ? (size_t)(at - s.text) : s.bytes;
}

/* Up to the next mark that ends a phrase, and no more than @chars. */
static struct slice
phrase(struct slice s, size_t chars)
{
	struct slice part = utf8_first(s, chars);

	for (size_t i = 0; i < COUNT(ends); i++)
		part.bytes = find(part, slice_of(ends[i]));
	return slice_trim(part);
}

/* What stands behind a label, its colon and blanks. */
static bool
labelled(struct slice text, const char *label, struct slice *out)
{
	size_t at = find(text, slice_of(label));
	static const char *const skip[] = { "：", ":", " ", "为", "是" };

	if (at == text.bytes)
		return false;
	*out = slice_from(text, at + strlen(label));
	for (size_t i = 0; i < COUNT(skip); i++) {
		size_t bytes = strlen(skip[i]);

		if (out->bytes >= bytes &&
		    memcmp(out->text, skip[i], bytes) == 0) {
			*out = slice_from(*out, bytes);
			i = (size_t)-1;	/* from the first again */
		}
	}
	return true;
}

static void
read_name(struct slice text, struct told *out)
{
	struct slice behind;

	for (size_t i = 0; i < COUNT(name_labels); i++) {
		if (!labelled(text, name_labels[i], &behind))
			continue;
		behind = phrase(behind, NAME_CHARS_MAX);
		behind = slice_word(&behind);
		if (behind.bytes > 0 && (behind.text[0] < '0' ||
		    behind.text[0] > '9')) {
			out->name = behind;
			return;
		}
	}
}

/* "010-12345678": begins with 0, digits with single hyphens or blanks. */
static bool
land_line(struct slice text, struct slice *out)
{
	for (size_t from = 0; from < text.bytes; from++) {
		size_t at = from, digits = 0, end = from;
		bool before = from > 0 && text.text[from - 1] >= '0' &&
		    text.text[from - 1] <= '9';

		if (text.text[from] != '0' || before)
			continue;
		for (; at < text.bytes; at++) {
			char ch = text.text[at];

			if (ch >= '0' && ch <= '9') {
				digits++;
				end = at + 1;
			} else if ((ch != '-' && ch != ' ') || end != at)
				break;
		}
		if (digits >= LAND_DIGITS_MIN && digits <= LAND_DIGITS_MAX) {
			*out = (struct slice){ text.text + from, end - from };
			return true;
		}
	}
	return false;
}

static void
read_numbers(struct slice text, struct told *out)
{
	struct slice rest = text, where;
	enum detect_kind kind;

	while (detect_personal(rest, &where, &kind)) {
		if (kind == DETECT_MOBILE && out->phone.bytes == 0)
			out->phone = where;
		if (kind == DETECT_IDENTITY && out->identity.bytes == 0)
			out->identity = where;
		rest = slice_from(text,
		    (size_t)(where.text + where.bytes - text.text));
	}
	if (out->phone.bytes == 0)
		(void)land_line(text, &out->phone);
}

/* The name without what kind of place it is. */
static struct slice
bare(struct slice name)
{
	static const char *const kinds[] = { "街道", "地区", "民族乡", "镇",
		"乡", "区" };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		size_t bytes = strlen(kinds[i]);

		if (name.bytes > bytes && memcmp(name.text + name.bytes -
		    bytes, kinds[i], bytes) == 0) {
			name.bytes -= bytes;
			break;
		}
	}
	return name;
}

static bool
is_street(const struct place *p)
{
	return p->kind != PLACE_CITY && p->kind != PLACE_DISTRICT;
}

/* The longest name that stands in @text; *@end is behind it. */
static const struct place *
read_place(const struct directory *d, struct slice text, bool streets,
    const char *above, size_t *end)
{
	const struct place *best = NULL, *p;
	size_t longest = 0;

	for (size_t i = 0; (p = directory_place_at(d, i)) != NULL; i++) {
		struct slice name = slice_of(p->name);
		size_t at;

		if (p->kind == PLACE_CITY || is_street(p) != streets ||
		    (*above && strcmp(p->parent, above) != 0))
			continue;
		at = find(text, name);
		if (at == text.bytes && (*above || !streets)) {
			name = bare(name);
			at = name.bytes >= BARE_BYTES_MIN ?
			    find(text, name) : text.bytes;
		}
		if (at == text.bytes || name.bytes <= longest)
			continue;
		longest = name.bytes;
		best = p;
		*end = at + name.bytes;
	}
	return best;
}

static void
read_where(const struct directory *d, struct slice text, struct told *out)
{
	struct slice rest = text;
	size_t end = 0;

	for (size_t i = 0; i < COUNT(place_labels); i++)
		if (labelled(text, place_labels[i], &rest))
			break;
	out->district = read_place(d, rest, false, "", &end);
	if (out->district)
		out->street = read_place(d, slice_from(rest, end), true,
		    out->district->code, &(size_t){ 0 });
	else {
		out->street = read_place(d, rest, true, "", &end);
		if (out->street)
			out->district = directory_place(d,
			    out->street->parent);
	}
	if (!out->district)
		return;
	rest = slice_from(rest, end);
	if (out->street) {
		struct slice name = bare(slice_of(out->street->name));
		size_t at = find(rest, name);

		if (at == 0)
			rest = slice_from(rest, name.bytes);
		name = slice_from(slice_of(out->street->name), name.bytes);
		if (find(rest, name) == 0)
			rest = slice_from(rest, name.bytes);
	}
	out->place = phrase(rest, PLACE_CHARS_MAX);
}

void
told_read(const struct directory *d, struct slice text, struct told *out)
{
	*out = (struct told){ 0 };
	read_name(text, out);
	read_numbers(text, out);
	if (d)
		read_where(d, text, out);
}

/* Where @word stands, small letters for capitals too; or s.bytes. */
static size_t
find_fold(struct slice s, const char *word)
{
	size_t bytes = strlen(word);

	for (size_t at = 0; at + bytes <= s.bytes; at++)
		if (strncasecmp(s.text + at, word, bytes) == 0)
			return at;
	return s.bytes;
}

bool
told_type(struct slice text, enum demand_type *type, struct slice *because)
{
	for (size_t i = 0; i < COUNT(type_words); i++) {
		size_t at = find_fold(text, type_words[i].words);

		if (at == text.bytes)
			continue;
		*type = type_words[i].type;
		*because = (struct slice){ text.text + at,
			strlen(type_words[i].words) };
		return true;
	}
	return false;
}
