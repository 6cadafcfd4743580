#!/bin/sh
# The base of a central desk, given out signed and taken in by a branch: over
# HTTPS, and from a folder that rsync fills.

. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/https.sh"

# at HOME EXIT NAME ARGUMENT...: that desk ends with the exit code
at() {
	where=$1
	want=$2
	name=$3
	shift 3
	DESK12345_HOME=$dir/$where "$desk" --language en "$@" >"$dir/out" \
	    2>"$dir/err" </dev/null
	got=$?
	ok "$name" test "$got" = "$want"
}

# branch LINE...: the settings of the branch, with entries of its own
branch() {
	mkdir -p "$dir/branch"
	{
		printf '[desk]\nstarter = no\n[source own]\npath = %s\n' \
		    "$dir/own.jsonl"
		printf '[source central]\nformat = generation\n'
		printf '%s\n' "$@"
	} >"$dir/branch/desk12345.conf"
}

# edit SQL: the file is another, and signed with the right key
edit() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript(sys.argv[2])
db.commit()' "$dir/www/central.db" "$1"
	DESK12345_HOME=$dir/centre "$desk" refresh sign --key "$dir/c.key" \
	    "$dir/www/central.db" >/dev/null
}

give() {
	rm -f "$dir/www/central.db"
	DESK12345_HOME=$dir/centre "$desk" refresh publish --key "$dir/c.key" \
	    "$@" "$dir/www/central.db" >/dev/null
}

feed() {
	awk -v word="$1" 'BEGIN {
		for (i = 1; i <= 30; i++)
			printf "{\"external_id\":\"%d\",\"title\":\"question " \
			    "%d\",\"answer_full\":\"%s %d\"}\n", i, i, word, i
	}'
}

key=$("$desk" refresh keygen "$dir/c" | sed -n 2p)
ca="ca_file = $dir/cert.pem"
printf '{"external_id":"1","title":"of the branch","answer_full":"b"}\n' \
    >"$dir/own.jsonl"
mkdir "$dir/centre"
printf '[desk]\nstarter = no\n[source med]\npath = %s\n' "$dir/med.jsonl" \
    >"$dir/centre/desk12345.conf"

# --- the centre gives out
at centre 1 "there is nothing to give out yet" refresh publish \
    --key "$dir/c.key" "$dir/www/central.db"
feed one >"$dir/med.jsonl"
at centre 0 "the centre has a base" refresh
at centre 2 "it is given out with a key only" refresh publish \
    "$dir/www/central.db"
at centre 1 "which is the secret one" refresh publish --key "$dir/c.pub" \
    "$dir/www/central.db"
ok "else nothing is" test ! -e "$dir/www/central.db"
at centre 0 "it is given out" refresh publish --key "$dir/c.key" --days 2 \
    "$dir/www/central.db"
ok "by its number" says 'central.db: generation 1$'
at centre 0 "with a signature" refresh verify --key "$key" \
    "$dir/www/central.db"
touch -d 2026-01-01 "$dir/www/central.db"
at centre 0 "the same once more" refresh publish --key "$dir/c.key" \
    "$dir/www/central.db"
ok "is left as it is" test "$dir/www/central.db" -ot "$dir/c.key"

# --- a branch takes it in
branch "path = $url/central.db" "$ca"
at branch 1 "without a key it is refused" refresh
ok "and said" warns 'needs the key'
branch "path = $url/central.db" "$ca" "key = $key"
at branch 0 "with it it is taken in" refresh
ok "beside the branch's own" says '^generation 1 with 31 entries'
at branch 0 "its words are found" search question 7
ok "and shown" says 'question 7'
at branch 0 "the generations are listed" refresh --list
ok "with where they came from" says '^    with generation 1 of central, built'
at branch 0 "as JSON, too" refresh --list --json
ok "in one field" says '"pulled":\[{"source":"central","generation":1,'
at branch 0 "again" refresh
ok "it is not sent again" test \
    "$(grep -c 'central.db 304' "$dir/log")" -ge 1
ok "and nothing is published" says '^generation 1 stays in force'
feed one | sed 's/one 7"/seven"/' >"$dir/med.jsonl"
at centre 0 "the centre changes an entry" refresh
cp "$dir/www/central.db" "$dir/old.db"
cp "$dir/www/central.db.minisig" "$dir/old.minisig"
sleep 1.1
give
at branch 0 "the branch follows" refresh
ok "by that entry" says '^central: taken in: 30 read, 0 added, 1 changed'
at branch 0 "from then on" refresh --list
ok "it is the second one" says 'with generation 2 of central'

# --- and refuses
# refused NAME WORDS: the branch's refresh fails with them, and changes nothing
refused() {
	at branch 1 "$1" refresh
	ok "and said" warns "$2"
	at branch 0 "the base stays" refresh --list
	ok "as it was" says '^\* 2 .*  31$'
}

cp "$dir/old.db" "$dir/www/central.db"
cp "$dir/old.minisig" "$dir/www/central.db.minisig"
refused "yesterday's base" 'older than the one that was taken in'
give
rm "$dir/www/central.db.minisig"
refused "a base without its signature" 'minisig'
give
printf 'x' | dd of="$dir/www/central.db" bs=1 seek=5000 conv=notrunc 2>/dev/null
refused "a changed byte" 'not of this file'
give
truncate -s 8192 "$dir/www/central.db"
refused "half of it" 'not of this file'
give
edit 'CREATE TRIGGER harm AFTER INSERT ON entry BEGIN SELECT 1; END'
refused "a trigger" 'it differs at the trigger harm'
give
edit 'CREATE VIEW harm AS SELECT 1'
refused "a view" 'it differs at the view harm'
give
edit "UPDATE meta SET value = '1' WHERE key = 'format'"
refused "another version's" 'another version of this program'
printf 'CREATE TABLE' >"$dir/www/central.db"
edit ''
refused "what is no base" 'no SQLite file'
"$desk" refresh keygen "$dir/d" >/dev/null
rm "$dir/www/central.db"
DESK12345_HOME=$dir/centre "$desk" refresh publish --key "$dir/d.key" \
    "$dir/www/central.db" >/dev/null
refused "another's key" 'signed with another key'
give --days 1
DESK12345_NOW='2036-01-01T00:00:00+08:00'
export DESK12345_NOW
refused "one that has ended" 'has expired'
unset DESK12345_NOW
give
branch "path = $url/central.db" "$ca" "key = $key" '[feed]' 'file_bytes = 9999'
refused "one that is too large" '9999'
ok "nothing is left behind" test -z "$(find "$dir/branch/kb" -name '.kb-*')"

# --- from a folder
branch "path = $dir/www" "key = $key"
refused "a folder" 'no regular file'
ln -s "$dir/www/central.db" "$dir/link.db"
branch "path = $dir/link.db" "key = $key"
refused "a link" 'no regular file'
mkfifo "$dir/fifo.db"
branch "path = $dir/fifo.db" "key = $key"
refused "a FIFO" 'no regular file'
mkdir "$dir/pulled"
cp "$dir/www/central.db" "$dir/www/central.db.minisig" "$dir/pulled"
branch "path = $dir/pulled/central.db" "key = $key"
at branch 0 "what rsync brought is taken in" refresh
ok "and is what is there already" says '^central: unchanged: '
gzip -c "$dir/www/central.db" >"$dir/pulled/central.db.gz"
"$desk" refresh sign --key "$dir/c.key" "$dir/pulled/central.db.gz" >/dev/null
branch "path = $dir/pulled/central.db.gz" "key = $key"
at branch 0 "it may be packed" refresh
ok "and is the same" says '^central: unchanged: 30 read'

echo "1..$n"
