#!/bin/sh
# What is written about the program is true of it: manual pages, README,
# message catalogue.

top=$(cd "$(dirname "$0")/.." && pwd) || exit 1
. "${top_srcdir:-.}/tests/tap.sh"
unset LANGUAGE

# in_page PAGE WORD...: names the words that do not stand in the page
in_page() {
	page=$1
	missing=0
	shift
	for word in "$@"; do
		grep -q -e "$word" "$page" || {
			echo "$word is not in $page"
			missing=1
		}
	done
	return $missing
}

source_words() {
	cat "$top"/src/*/*.c | tr -d '\n\t' | grep -o "$1" | sed "$2" |
	    sort -u
}

# Pages.
if command -v mandoc >/dev/null; then
	ok "the manual pages are well formed" \
	    mandoc -T lint -W warning "$top"/man/*.[157]
else
	skip "the manual pages are well formed" "no mandoc"
fi
page=$top/man/desk12345.1
commands=$("$desk" --language en --help |
    sed -n '/^Commands:/,$ s/^  \([a-z]*\) .*/\1/p')
ok "there are commands" test -n "$commands"
for c in $commands; do
	ok "$c is in the manual" grep -q "^\.Ss $c\$" "$page"
	ok "$c has a help of its own" "$desk" "$c" --help
	"$desk" --language en "$c" --help >"$dir/help" </dev/null
	ok "its options are in the manual" in_page "$page" \
	    $(grep -o -e '\[*--[a-z-]*' "$dir/help" | tr -d '[' | sort -u |
	    sed 's/^--/Fl -/')
done
for c in new move list show moves reveal; do
	ok "demand $c is in the manual" \
	    grep -q "^\.Cm demand $c\$" "$page"
done
ok "the options before a command are in the manual" in_page "$page" \
    $("$desk" --language en --help | grep -o -e '--[a-z]*' | sed 's/^--/Fl -/')
ok "the environment is in the manual" in_page "$page" \
    $(source_words '"DESK12345_[A-Z]*"' 's/"//g') NO_COLOR
codes=$(sed -n 's/^	X([A-Z_]*, *\([0-9]*\), N_.*/\1/p' "$top/src/base/err.h")
ok "the exit codes are in the manual" test \
    "$(echo $codes)" = "$(echo $(sed -n 's/^\.It \([0-9]*\)$/\1/p' "$page"))"

# Settings.
conf=$top/man/desk12345.conf.5
settings=$(
	source_words '"\(desk\|screen\)", *"[a-z_]*"' 's/.*, *"//; s/"//'
	source_words 'setting(app,[^)]*)' 's/.*, *"//; s/".*//'
	source_words 'setting_number(t, *"[a-z_]*"' 's/.*"\(.*\)"/\1/'
	source_words 'item->key, *"[a-z_]*"' 's/.*"\(.*\)"/\1/'
	sed -n 's/^\([a-z_]*\) = .*/\1/p' "$top/data/feed.conf"
)
ok "the settings are in the manual" in_page "$conf" $settings

# Messages.
po=$top/po/zh_CN.po
if command -v msgattrib >/dev/null; then
	ok "every message is translated" test \
	    -z "$(msgattrib --untranslated --no-obsolete "$po")"
	ok "and none is a guess" test \
	    -z "$(msgattrib --only-fuzzy --no-obsolete "$po")"
else
	skip "every message is translated" "no msgattrib"
	skip "and none is a guess" "no msgattrib"
fi

# Pictures.
ok "the pictures of the screens are the tests' (make golden writes them)" \
    sh -c '"$1"/tools/gen-screens "$1" | cmp - "$1/doc/screens.md"' sh "$top"

# A bulletin.
bulletin=${top_builddir:-.}/tests/bulletin
name="the bulletin is the program's (make golden writes it)"
if test -x "$bulletin"; then
	ok "$name" sh -c \
	    'srcdir=$1 "$2" | cmp - "$1/doc/bulletin.md"' sh "$top" "$bulletin"
else
	skip "$name" "there is no cmocka"
fi

# README.
headings() { grep -c '^#' "$1"; }
ok "the two READMEs have the same parts" test \
    "$(headings "$top/README.md")" = "$(headings "$top/README.zh.md")"
blocks() { sed -n '/^```sh$/,/^```$/p' "$1"; }
blocks "$top/README.md" >"$dir/en"
blocks "$top/README.zh.md" >"$dir/zh"
ok "and the same commands" sh -c "sed 's/ *#.*//' '$dir/en' >'$dir/en.sh' &&
    sed 's/ *#.*//' '$dir/zh' | cmp - '$dir/en.sh'"
ok "the quickstart takes what it says" in_page "$top/quickstart" \
    '^check)' ' --demo '

# The main job, as it is printed there.
{
	echo 'set -e'
	echo 'desk12345() { "$desk" --home "$DESK12345_HOME" "$@"; }'
	sed -n '/^desk12345 search/,/^```/p' "$dir/en" | sed '/^```/d' |
	    sed 's/NUMBER/$(desk12345 demand list --queue open --ids)/'
} >"$dir/job"
export desk
ok "the main job runs as README has it" sh "$dir/job"
ok "the consultation is answered" sh -c \
    '"$desk" demand list --all --json | grep -q "\"state\":\"answered\""'
ok "the complaint is dispatched" sh -c \
    '"$desk" demand list --all --json | grep -q "\"state\":\"dispatched\""'

echo "1..$n"
