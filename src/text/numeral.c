/*
 * numeral.c - numbers in Chinese.
 */
#include "text/numeral.h"

#include "base/mem.h"

static const char *const digits[] = { "零", "一", "二", "三", "四", "五",
	"六", "七", "八", "九" };

/* 1 to 9999; @first: nothing stands before it, so 10 to 19 begin with 十. */
static void
put_thousands(struct buf *out, uint32_t value, bool first)
{
	static const struct { uint32_t of; const char *word; } units[] = {
		{ 1000, "千" }, { 100, "百" }, { 10, "十" }, { 1, "" },
	};
	bool begun = false, gap = false;

	for (size_t i = 0; i < COUNT(units); i++) {
		uint32_t digit = value / units[i].of % 10;

		if (digit == 0) {
			gap = begun;
			continue;
		}
		if (gap)
			buf_add_text(out, digits[0]);
		if (!(units[i].of == 10 && digit == 1 && first && !begun))
			buf_add_text(out, digits[digit]);
		buf_add_text(out, units[i].word);
		begun = true;
		gap = false;
	}
}

void
numeral_put(struct buf *out, uint32_t value)
{
	uint32_t high = value / 10000, low = value % 10000;

	if (value == 0) {
		buf_add_text(out, digits[0]);
		return;
	}
	if (high > 0) {
		put_thousands(out, high, true);
		buf_add_text(out, "万");
	}
	if (high > 0 && low > 0 && low < 1000)
		buf_add_text(out, digits[0]);
	if (low > 0)
		put_thousands(out, low, high == 0);
}

bool
numeral_has(uint32_t ch)
{
	static const uint32_t chars[] = { 0x96f6, 0x3007, 0x4e00, 0x4e8c,
		0x4e24, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b,
		0x4e5d, 0x5341, 0x767e, 0x5343, 0x4e07 };

	for (size_t i = 0; i < COUNT(chars); i++)
		if (chars[i] == ch)
			return true;
	return false;
}
