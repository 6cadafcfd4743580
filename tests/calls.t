#!/bin/sh
# The phone system's calls, from its files to the report.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_PERSON=sun DESK12345_ROLE=supervisor
DESK12345_NOW=2026-11-25T09:00:00+08:00
export DESK12345_PERSON DESK12345_ROLE DESK12345_NOW

calls() {
	"$desk" --language en calls import "$@"
}

# says TEXT FILE...: what the import of the file prints
says() {
	text=$1
	shift
	calls "$@" 2>"$dir/why" | tee "$dir/out" | grep -qx "$text" ||
	    ! cat "$dir/out" "$dir/why"
}

report() {
	"$desk" --language en report phone --from 2026-11-24 "$@"
}

cat >"$dir/calls.csv" <<'END'
通话编号,呼入时间,接听时间,挂机时间,主叫号码,坐席,话后整理秒数
13812345678-1,2026-11-24 09:00:00,2026-11-24 09:00:05,2026-11-24 09:03:05,13812345678,chen,20
2,2026-11-24 09:01:00,2026-11-24 09:01:25,2026-11-24 09:02:05,13812345678,chen,
3,2026-11-24 09:02:00,,2026-11-24 09:02:03,13812345678,,
4,2026-11-24 10:02:00,,2026-11-24 10:02:33,13812345678,13812345678,
END
ok "without data there is no rate" sh -c '
	"$1" --language en report phone --from 2026-11-24 |
	grep -c "0 / 0  –" | grep -qx 7' sh "$desk"
ok "calls are taken in" says "4 rows: 4 new, 0 changed, 0 known, 0 refused" \
    "$dir/calls.csv"
ok "once" says "4 rows: 0 new, 0 changed, 4 known, 0 refused" \
    "$dir/calls.csv"
iconv -f UTF-8 -t GB18030 "$dir/calls.csv" >"$dir/gb.csv"
ok "in GB18030 too" says "4 rows: 0 new, 0 changed, 4 known, 0 refused" \
    "$dir/gb.csv"
sed 's/09:01:25/09:01:15/' "$dir/calls.csv" >"$dir/changed.csv"
ok "what is told anew is changed" says \
    "4 rows: 0 new, 1 changed, 3 known, 0 refused" "$dir/changed.csv"
ok "another phone system has other calls" says \
    "4 rows: 4 new, 0 changed, 0 known, 0 refused" --source b \
    "$dir/calls.csv"
ok "no number is kept" sh -c '
	! cat "$1"/home/ledger/* | grep -aq 13812345678' sh "$dir"

cat >"$dir/hours.jsonl" <<'END'
{"hour": "2026-11-24 09:00", "offered": 100, "answered": 100, "within": 100}
{"hour": "2026-11-24 11:00", "offered": 100, "answered": 90, "within": 80, "abandoned": 10, "short": 4, "wait_s": 900, "talk_s": 9000}
END
ok "hours are taken in" says "2 rows: 2 new, 0 changed, 0 known, 0 refused" \
    "$dir/hours.jsonl"
report --by hour >"$dir/report"
# 8 calls and the hour that has none of them
ok "answered over offered" grep -q "all  94 / 108  87.0 %" "$dir/report"
ok "an hour with calls counts by these" grep -q "09:00  4 / 6  4/6" \
    "$dir/report"
# 83 of 102: two and four were given up at once; one waited 25 s
ok "soon, without those given up at once" grep -q \
    "all  83 / 102  81.4 %  left out 6" "$dir/report"
ok "given up" grep -q "all  8 / 102  7.8 %  left out 6" "$dir/report"
ok "seconds in the queue" grep -q "all  1022 / 108  9.46" "$dir/report"
ok "seconds of talk" grep -q "all  9450 / 94  100.53" "$dir/report"
ok "the lowest of any 24 hours" grep -q "until 2026-11-25 00:00  94 / 108" \
    "$dir/report"
ok "and how often the aim is reached" grep -q "all  0 / 1  0/1, few cases" \
    "$dir/report"
ok "work after a call stands beside the operator's" sh -c '
	"$1" --language en report operators --from 2026-11-24 |
	grep -q "chen  40 / 2  40/2, few cases"' sh "$desk"

# name WORDS ROW: a row that is refused, and why
bad() {
	ok "refused: $1" sh -c 'printf "%s\n%s\n" "$3" "$4" |
	    "$1" --language en calls import 2>"$5/why" >"$5/out"
	    test $? -eq 1 && grep -q "^row 1: $2" "$5/why" &&
	    grep -q " 0 new, .* 1 refused" "$5/out" || ! cat "$5/why"' \
	    sh "$desk" "$1" "$2" "$3" "$dir"
}
call=call_id,offered_at,answered_at,ended_at,wait_s,talk_s,answered
bad "it has neither call_id nor hour" $call ,2026-11-24,,,,,
bad "it does not say when it rang" $call 9,,,,1,1,yes
bad "\"soon\" is not a time" $call 9,soon,,,1,1,yes
bad "its time lies ahead" $call '9,2026-11-25 09:30,,,1,1,yes'
bad "a later time is before an earlier one" $call \
    '9,2026-11-24 10:00,2026-11-24 09:59,2026-11-24 10:01,,,'
bad "it does not say how long it waited" $call '9,2026-11-24 10:00,,,,,no'
bad "it was answered, and does not say" $call '9,2026-11-24 10:00,,,3,,yes'
bad "nobody answered, and it was talked" $call '9,2026-11-24 10:00,,,3,4,no'
bad "it took more than a day" $call \
    '9,2026-11-22 10:00,,2026-11-24 10:00,,,no'
bad "\"-1\" is no number that can be" $call '9,2026-11-24 10:00,,,-1,,no'
bad "\"perhaps\" is neither yes nor no" $call '9,2026-11-24 10:00,,,,,perhaps'
hour=hour,offered,answered,within,abandoned,short
bad "an hour begins with minute 0" $hour '2026-11-24 10:30,9,9,9,0,0'
bad "an hour says how many calls" $hour '2026-11-24 10:00,,9,9,0,0'
bad "its numbers do not go together" $hour '2026-11-24 10:00,9,8,8,2,0'
bad "its time lies ahead" $hour '2026-11-25 12:00,9,8,8,1,0'

ok "nobody else takes calls in" fails 6 "$desk" --role operator calls \
    import "$dir/calls.csv"
ok "it is on the record" sh -c '"$1" --language en report access \
	--from 2026-11-25 | grep -q "sun  4$"' sh "$desk"
ok "the ledger is whole" "$desk" check ledger
echo "1..$n"
