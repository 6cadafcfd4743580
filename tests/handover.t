#!/bin/sh
# Handover notes at the command line.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_NOW=2026-11-24T15:50:00+08:00
export DESK12345_NOW

# by PERSON WORDS...: what they do
by() {
	person=$1
	shift
	"$desk" --language en --as "$person" handover "$@"
}

"$desk" --as chen demand new --type complaint --topic fund.deposit \
    --title 'nothing came' --content 'three months without a deposit' \
    --wish 'pay it in' --district 110105 --claimant-phone 13812345678 \
    --event-time 2026-11-20 --intake-at 2026-11-10T10:00:00+08:00 \
    --then submit --then dispatch --class urgent >"$dir/made" 2>&1
export DESK12345_NOW=2026-11-24T18:10:00+08:00
by wang open >"$dir/open"
ok "what is overdue begins a note" grep -q '^overdue: [0-9]' "$dir/open"
ok "nothing has been left" test -z "$(by wang)"
ok "an empty note is none" fails 5 by wang write --text ' '
ok "a note is left" test "$(by wang write --text 'ring 13812345678')" = 1
ok "from standard input" test "$(printf 'one\ntwo\n' | by wang write)" = 2
by li >"$dir/list"
ok "it names its shift" grep -q \
    '^1  2026-11-24 evening shift  by wang at 2026-11-24 18:10, not taken' \
    "$dir/list"
ok "the newest is first" sh -c 'head -1 "$1" | grep -q ^2' sh "$dir/list"
ok "all its lines are there" grep -qx '    two' "$dir/list"
ok "no number is kept" fails 1 grep -q 13812345678 "$dir/list"
ok "who wrote it does not take it over" fails 6 by wang take 1
ok "another does" by li take 1
ok "once" fails 7 by zhao take 1
ok "one that is not there" fails 4 by zhao take 9
ok "a number is wanted" fails 2 by zhao take x
ok "it says so" sh -c '"$1" --language en --as li handover list --limit 5 |
	grep -q "^1 .* taken over by li at 2026-11-24 18:10"' sh "$desk"
ok "no liaison reads it" fails 6 "$desk" --role liaison --unit 110105 \
    handover list
ok "an auditor sees who took it" sh -c '"$1" --language en --role auditor \
	report access --from 2026-11-24 | grep -q "  li  1$"' sh "$desk"
ok "the ledger is whole" "$desk" check ledger
echo "1..$n"
