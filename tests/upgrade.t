#!/bin/sh
# After the program has changed: what is refused, what is said, and how a
# refresh makes the base anew from what it holds.

. "${top_srcdir:-.}/tests/tap.sh"

if ! command -v python3 >/dev/null; then
	echo "1..0 # SKIP no python3"
	exit 0
fi
advice='run "desk12345 refresh", which makes it anew'

# desk EXIT NAME ARGUMENT...
desk() {
	want=$1
	name=$2
	shift 2
	code "$want" "$name" "$desk" --language en "$@"
}

# as_old GENERATION: as if another version had made it
as_old() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE meta SET value = ? WHERE key = ?", ("old", "tokens"))
db.commit()' "$dir/home/kb/kb-$1.db"
}

mkdir "$dir/home"
printf '{"external_id":"1","title":"question one","answer_full":"a"}\n' \
    >"$dir/one.jsonl"
printf '[desk]\nstarter = no\n[source one]\npath = %s\n' "$dir/one.jsonl" \
    >"$dir/home/desk12345.conf"
desk 0 "a desk of an older version" refresh
as_old 1
rm "$dir/one.jsonl"
desk 5 "a search refuses its base" search question
ok "and says what to do" warns "$advice"
desk 1 "the doctor does so, too" doctor
ok "in these words" says "^BAD  base: .*$advice"
ok "and that nobody need deliver" says 'nothing need be delivered again'
desk 5 "check names it" check base
ok "as what it is" says '^knowledge base: NOT CHECKED: .*another version'
printf 'show first\ntext question\nwait 1000\nshow asked\n' >"$dir/keys"
tests/play "$dir/home" "$dir/keys" 80x24 >"$dir/out" 2>"$dir/err"
ok "the screen starts all the same" test -s "$dir/out"
ok "and says why there is nothing" says 'made by another version of this'
desk 0 "a refresh whose source is away" refresh
ok "makes a base" says '^generation 2 with 1 entries is in force'
desk 0 "of what there was" search question
ok "and it is found" says 'question one'
desk 0 "the doctor" check base
ok "is content with it" says 'generation 2, 1 entries'
as_old 2
printf 'broken\n' >"$dir/one.jsonl"
desk 1 "even with a source in error" refresh
ok "a base is made" says '^generation 3 with 1 entries is in force'
desk 0 "and searched" search question

echo "1..$n"
