/*
 * theme.c - the themes that come with the program, and the reader they share
 * with theme files.
 *
 * Knows names of colours; knows no terminal.
 */
#include "tui/theme.h"

#include "base/mem.h"

#include <string.h>

/*
 * Where a bright colour says it, bold does not say it again: to end bold all
 * attributes are set anew, which is three times the bytes.
 */
static const char theme_dark[] =
	"title default default bold reverse\n"
	"call bright-cyan default\n"
	"frame bright-black default\n"
	"label cyan default\n"
	"focus default default bold\n"
	"head default default bold\n"
	"lead bright-green default\n"
	"faint bright-black default\n"
	"match bright-yellow default\n"
	"key bright-cyan default\n"
	"hint default default\n"
	"good green default\n"
	"warn yellow default\n"
	"bad bright-red default\n"
	"selected default default reverse\n";

static const char theme_light[] =
	"title default default bold reverse\n"
	"call blue default\n"
	"frame white default\n"
	"label blue default\n"
	"focus default default bold\n"
	"head default default bold\n"
	"lead green default\n"
	"faint bright-black default\n"
	"match red default\n"
	"key blue default\n"
	"hint default default\n"
	"good green default\n"
	"warn magenta default\n"
	"bad red default bold\n"
	"selected default default reverse\n";

static const char theme_contrast[] =
	"plain bright-white black\n"
	"title black bright-white\n"
	"call bright-yellow black bold\n"
	"frame bright-white black\n"
	"label bright-cyan black\n"
	"field bright-white black underline\n"
	"focus bright-white black bold\n"
	"head bright-white black bold\n"
	"lead bright-yellow black bold\n"
	"faint bright-white black\n"
	"match bright-yellow black bold underline\n"
	"key bright-yellow black bold\n"
	"hint bright-white black\n"
	"good bright-green black bold\n"
	"warn bright-yellow black bold\n"
	"bad bright-white red bold\n"
	"selected black bright-white\n";

static const char theme_none[] =
	"title default default reverse\n"
	"focus default default bold\n"
	"head default default bold\n"
	"lead default default bold\n"
	"match default default underline\n"
	"key default default bold\n"
	"bad default default bold\n"
	"selected default default reverse\n";

static const char *const names[] = { "dark", "light", "contrast", "none",
	NULL };
static const char *const texts[] = { theme_dark, theme_light,
	theme_contrast, theme_none };

static const char *const style_names[STYLE_COUNT] = {
#define X(id, name) [STYLE_##id] = name,
	STYLE_LIST(X)
#undef X
};

static const char *const colour_names[] = {
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
};

static const struct {
	const char *name;
	uint8_t bit;
} bit_names[] = {
	{ "bold", LOOK_BOLD }, { "underline", LOOK_UNDERLINE },
	{ "reverse", LOOK_REVERSE }, { "dim", LOOK_DIM },
};

const char *const *
theme_names(void)
{
	return names;
}

static bool
colour_parse(struct slice word, int8_t *out)
{
	static const char bright[] = "bright-";
	int8_t add = 0;

	if (slice_is(word, "default")) {
		*out = COLOUR_DEFAULT;
		return true;
	}
	if (word.bytes > sizeof(bright) - 1 &&
	    !memcmp(word.text, bright, sizeof(bright) - 1)) {
		add = COLOUR_BRIGHT;
		word.text += sizeof(bright) - 1;
		word.bytes -= sizeof(bright) - 1;
	}
	for (size_t i = 0; i < COUNT(colour_names); i++) {
		if (slice_is(word, colour_names[i])) {
			*out = (int8_t)((int8_t)i + add);
			return true;
		}
	}
	return false;
}

static struct look *
look_find(struct theme *t, struct slice name)
{
	if (slice_is(name, "selected"))
		return &t->selected;
	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (slice_is(name, style_names[i]))
			return &t->look[i];
	return NULL;
}

static enum status
look_bits(struct slice words, uint8_t *out, struct err *err)
{
	struct slice word = slice_word(&words);
	size_t i;

	for (; word.bytes > 0; word = slice_word(&words)) {
		for (i = 0; i < COUNT(bit_names); i++)
			if (slice_is(word, bit_names[i].name))
				break;
		if (i == COUNT(bit_names))
			return fail(err, ST_INVALID, "there is no attribute "
			    "\"%.*s\": bold, underline, reverse or dim",
			    (int)word.bytes, word.text);
		*out |= bit_names[i].bit;
	}
	return ST_OK;
}

static enum status
theme_line(struct theme *t, struct slice line, struct err *err)
{
	struct slice name = slice_word(&line);
	struct slice fg = slice_word(&line), bg = slice_word(&line);
	struct look look = { COLOUR_DEFAULT, COLOUR_DEFAULT, 0 };
	struct look *to = look_find(t, name);
	enum status st;

	if (!to)
		return fail(err, ST_INVALID, "there is no style \"%.*s\"",
		    (int)name.bytes, name.text);
	if (!colour_parse(fg, &look.fg) || !colour_parse(bg, &look.bg))
		return fail(err, ST_INVALID, "a style needs two colours by "
		    "name, or \"default\"");
	st = look_bits(line, &look.bits, err);
	if (st == ST_OK)
		*to = look;
	return st;
}

enum status
theme_parse(struct theme *out, struct slice text, const char *path,
    struct err *err)
{
	struct slice line;

	for (int n = 1; slice_line(&text, &line); n++) {
		line = slice_trim(line);
		if (line.bytes == 0 || line.text[0] == '#')
			continue;
		if (theme_line(out, line, err) != ST_OK)
			return fail_at(err, "%s:%d", path, n);
	}
	return ST_OK;
}

enum status
theme_get(struct theme *out, const char *name, bool no_colour,
    struct err *err)
{
	static const struct look plain = { COLOUR_DEFAULT, COLOUR_DEFAULT, 0 };
	size_t i = 0;

	while (names[i] && strcmp(names[i], name) != 0)
		i++;
	if (!names[i])
		return fail(err, ST_NOT_FOUND, "there is no theme \"%s\": "
		    "dark, light, contrast or none", name);
	if (no_colour)
		for (i = 0; strcmp(names[i], "none") != 0;)
			i++;
	for (size_t s = 0; s < STYLE_COUNT; s++)
		out->look[s] = plain;
	out->selected = plain;
	out->colour = strcmp(names[i], "none") != 0;
	return theme_parse(out, slice_of(texts[i]), names[i], err);
}

struct look
theme_look(const struct theme *t, unsigned style)
{
	struct look look = t->look[style & ~(unsigned)STYLE_SELECTED];

	if (!(style & STYLE_SELECTED))
		return look;
	if (t->selected.fg != COLOUR_DEFAULT) {
		look.fg = t->selected.fg;	/* bold black may be grey */
		look.bits &= (uint8_t)~LOOK_BOLD;
	}
	look.bits |= t->selected.bits;
	if (t->selected.bg != COLOUR_DEFAULT)
		look.bg = t->selected.bg;
	return look;
}
