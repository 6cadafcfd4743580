#!/bin/sh
# The doctor says what is wrong with an installation, and what to do.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_NOW='2026-11-24T09:12:00+08:00'
export DESK12345_NOW

# code N NAME ARGUMENT...: the desk ends with exit code N
code() {
	want=$1
	name=$2
	shift 2
	"$desk" --language en "$@" >"$dir/out" 2>"$dir/err" </dev/null
	got=$?
	ok "$name" test "$got" = "$want"
}

code 0 "a desk that was never started is not ill" doctor
ok "it has no home yet" says '^warning  home: .* is not there yet'
ok "nor a base" says '^warning  base: there is none yet'
ok "nothing was made" test ! -e "$dir/home"

mkdir "$dir/home"
printf '{"external_id":"1","title":"question one","answer_full":"a"}\n' \
    >"$dir/one.jsonl"
printf '[desk]\nstarter = no\n[source one]\npath = %s\n' "$dir/one.jsonl" \
    >"$dir/home/desk12345.conf"
"$desk" refresh >/dev/null
code 0 "one that runs is well" doctor
ok "its base" says '^good  base: generation 1 of 2026-11-24 09:12, 1 entries'
ok "its source" says '^good  one: '
ok "its refresh" says '^good  refresh: 2026-11-24'

printf '{"external_id":"1"}\n' >"$dir/one.jsonl"
"$desk" refresh >/dev/null 2>&1
code 0 "a source in error is a warning" doctor
ok "with the reason" says '^warning  refresh: one: 1 of 1 records'
rm "$dir/one.jsonl"
code 1 "a source that is away is bad" doctor
ok "by name" says '^BAD  one: cannot read'
ok "with advice" says 'have its unit deliver it'

DESK12345_NOW='2026-12-24T09:12:00+08:00'
code 1 "a month later" doctor
ok "the timer is off" says 'is the timer on'
DESK12345_NOW='2046-12-24T09:12:00+08:00'
code 1 "in a year that nobody knows" doctor
ok "the calendar is missing" says '^BAD  calendar'
DESK12345_NOW='2026-11-24T09:12:00+08:00'

printf 'no base' >"$dir/home/kb/kb-1.db"
code 1 "a damaged base is bad" doctor --json
ok "in JSON, too" says '"level":"bad","about":"base"'

data=$DESK12345_DATA
DESK12345_DATA=$dir/nowhere
export DESK12345_DATA
code 1 "without its data" doctor
ok "it says what is missing" says '^BAD  data: .*nowhere'
code 2 "an option must be known" doctor --colour
DESK12345_DATA=$data
DESK12345_NOW=soon
code 2 "a clock that stands at no time is refused" doctor
ok "and named" warns 'DESK12345_NOW is no time .*: soon'
unset DESK12345_NOW
mkdir -p "$dir/home/ledger/ledger.lock"
: >"$dir/home/ledger/ledger.db"
code 9 "a ledger that cannot be opened" check ledger
ok "is not said to be broken" says '^ledger: NOT CHECKED: cannot open'
code 9 "in JSON" check ledger --json
ok "neither" says '"ok":false,"checked":false'
rm -r "$dir/home/ledger"
ln -s ledger "$dir/home/ledger"
code 9 "nor one that cannot be reached" check ledger
ok "to be missing" says '^ledger: NOT CHECKED: cannot read'

echo "1..$n"
