#!/bin/sh
# trial.t - twenty calls, typed; how many keys does each take?
#
# A consultation that the starter base answers has 20 keys beside the caller's
# number, a demand that is sent on 60 beside its free text. The calls are in
# trial/calls.keys; each is played on the same desk, one after another.

here=${top_srcdir:-.}/tests/trial
play=${top_builddir:-.}/tests/play
tmp=$(mktemp -d "${TMPDIR:-/tmp}/trial.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT
LC_ALL=zh_CN.UTF-8 LANGUAGE=zh_CN DESK12345_PERSON=chen
DESK12345_NOW=2026-11-24T09:12:40+08:00
export LC_ALL LANGUAGE DESK12345_PERSON DESK12345_NOW
unset DESK12345_HOME DESK12345_ROLE DESK12345_UNIT NO_COLOR

# One file a call, and what has to be seen in it; "number state keys about".
awk -v dir="$tmp" '
function done() {
	if (n)
		printf "%d %s %d %s\n", n, state, keys, about > (dir "/calls")
}
/^call / {
	done()
	n++; keys = 0; state = $2
	about = $0; sub(/^call [^ ]+ /, "", about)
	script = dir "/" n ".keys"; wanted = dir "/" n ".see"
	printf "" > wanted
	next
}
/^see / { print substr($0, 5) > wanted; print "show s" > script; next }
/^key / {
	s = substr($0, 5)
	keys += gsub(/<[^>]*>/, "", s) + length(s)
}
/^(key|text|paste|wait) / { print > script }
END { done() }' "$here/calls.keys"

"$DESK12345" --home "$tmp/home" --language en search gjj >"$tmp/log" 2>&1 || {
	sed 's/^/# /' "$tmp/log"
	echo "Bail out! the starter base could not be built"
	exit 1
}

# call NUMBER STATE KEYS ABOUT
call() {
	most=60
	if [ "$2" = answered ]; then
		most=20
	fi
	why=
	"$play" "$tmp/home" "$tmp/$1.keys" 80x24 >"$tmp/got" 2>"$tmp/err" ||
		why=$(cat "$tmp/err")
	while read -r line; do
		grep -qF "$line" "$tmp/got" || why="$why; no \"$line\""
	done <"$tmp/$1.see"
	[ "$3" -le $most ] || why="$why; more than $most keys"
	if [ -z "$why" ]; then
		echo "ok $1 - $2, $3 keys: $4"
	else
		echo "not ok $1 - $2, $3 keys: $4"
		echo "# $why"
		sed 's/^/# /' "$tmp/got"
	fi
}

while read -r number state keys about; do
	call "$number" "$state" "$keys" "$about"
done <"$tmp/calls"

# What the twenty left in the ledger.
"$DESK12345" --home "$tmp/home" --language en demand list --queue all --all \
    --json >"$tmp/list" 2>&1
sed 's/.*"state":"\([a-z_]*\)".*/\1/' "$tmp/list" | sort >"$tmp/is"
cut -d ' ' -f 2 "$tmp/calls" | grep -v contact | sort >"$tmp/should"
if cmp -s "$tmp/is" "$tmp/should"; then
	echo "ok 21 - eighteen demands, each in its state"
else
	echo "not ok 21 - eighteen demands, each in its state"
	diff "$tmp/should" "$tmp/is" | sed 's/^/# /'
fi
contacts=0
for number in 20261124-000011 20261124-000012; do
	"$DESK12345" --home "$tmp/home" --language en demand show $number |
	    grep -q "note a repeat call.*chen" && contacts=$((contacts + 1))
done
if [ $contacts -eq 2 ]; then
	echo "ok 22 - two contacts on the demands they are about"
else
	echo "not ok 22 - two contacts on the demands they are about"
	"$DESK12345" --home "$tmp/home" demand show 20261124-000011 |
	    sed 's/^/# /'
fi
echo 1..22
awk '{ n[$2]++; sum[$2] += $3; if ($3 > most[$2]) most[$2] = $3 }
END { for (s in n) printf "# %s: %d calls, %.1f keys each, %d at most\n",
    s, n[s], sum[s] / n[s], most[s] }' "$tmp/calls" | sort
