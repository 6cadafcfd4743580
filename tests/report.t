#!/bin/sh
# Reports, the bulletin and exports as a person at the command line has them.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_PERSON=sun DESK12345_ROLE=supervisor
export DESK12345_PERSON DESK12345_ROLE

# at TIME WORDS...: the program at that time
at() {
	now=$1
	shift
	DESK12345_NOW=$now "$desk" --language en "$@"
}

log() {
	at "2026-$1:00+08:00" --as chen --role operator demand new --type "$2" \
	    --topic fund.deposit --title "$3" \
	    --content 'three months without a deposit' --wish 'pay it in' \
	    --district 110105 --claimant-name 张三 \
	    --claimant-phone 13812345678 --event-time "2026-$1" \
	    --then submit --then dispatch
}

ok "a demand of October" log 10-05T10:00 complaint '=1+1'
ok "and another" log 10-06T10:00 help_request 'nothing came'
october='--from 2026-10-01 --to 2026-11-01'
now=2026-11-10T09:00:00+08:00

at $now report list >"$dir/list"
ok "every report explains itself" sh -c '
	while read -r code rest; do
		"$1" --language en report "$code" --explain |
		    grep -q "($code), " || { echo "$code"; exit 1; }
	done <"$2"' sh "$desk" "$dir/list"
ok "every report runs" sh -c '
	while read -r code rest; do
		test "$code" = publicity ||
		    "$1" --language en report "$code" >"$3" ||
		    { echo "$code"; exit 1; }
	done <"$2"' sh "$desk" "$dir/list" "$dir/said"
at $now report volume $october >"$dir/text"
ok "two were logged" grep -q '^ *1  all  2$' "$dir/text"
at $now report on-time $october --by type --json >"$dir/json"
ok "rates come with all their numbers" grep -q \
    '"count":0.0,"of":2.0,"rate":"0/2, few cases","left_out":0' "$dir/json"
at $now report volume $october --drill 1 >"$dir/numbers"
ok "a figure leads to its demands" test "$(sort "$dir/numbers" | tr '\n' ' ')" \
    = "20261005-000001 20261006-000001 "
ok "there is a bulletin" sh -c 'at=$1; shift; DESK12345_NOW=$at "$@" |
    grep -q "^Bulletin of"' sh $now "$desk" --language en report bulletin \
    $october
ok "a wrong dimension is told" fails 2 at $now report volume --by nothing
ok "a report's own limits too" fails 5 at $now report gaps --by unit

ok "a month is closed" at $now report freeze $october
ok "once" fails 7 at $now report freeze $october
ok "this month cannot be" fails 5 at $now report freeze \
    --from 2026-11-01 --to 2026-12-01
at $now report volume $october >"$dir/text"
ok "it says so" grep -q 'closed at 2026-11-10 09:00' "$dir/text"
ok "it is proved" at $now check ledger

ok "a file needs a reason" fails 5 at $now report volume --format csv \
    --out "$dir/v.csv"
ok "a spreadsheet" at $now report volume $october --format xlsx \
    --out "$dir/v.xlsx" --reason look
ok "only its owner reads it" test "$(stat -c %a "$dir/v.xlsx")" = 600
at $now export unit $october --reason look >"$dir/unit.csv"
ok "a formula is text" grep -q "\"'=1+1\"" "$dir/unit.csv"
ok "a phone is masked" grep -q '138\*\*\*\*5678' "$dir/unit.csv"
ok "no whole phone" fails 1 grep -q 13812345678 "$dir/unit.csv"
id=$(at $now --as wu export ask callback --reason ring)
ok "whole data are asked for" test -n "$id"
ok "not without a second person" fails 6 at $now --as wu export callback \
    $october --reason ring --approval "$id"
ok "who is another" fails 6 at $now --as wu export approve "$id"
ok "who agrees" at $now export approve "$id"
ok "and then once" at $now --as wu export callback $october --reason ring \
    --approval "$id"
ok "not twice" fails 6 at $now --as wu export callback $october \
    --reason ring --approval "$id"
ok "an operator takes nothing out" fails 6 at $now --role operator export \
    review $october --reason look

ok "nor reads who saw whose data" fails 6 at $now --role operator report access
ok "an auditor does" at $now --role auditor report access

ok "a demand is scored" at $now report score 20261005-000001 --accuracy 5 \
    --completeness 4 --form 4 --tone 5
ok "once by each" fails 7 at $now report score 20261005-000001 \
    --accuracy 5 --completeness 4 --form 4 --tone 5
echo "1..$n"
