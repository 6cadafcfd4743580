#!/bin/sh
# Many writers, kills and a full disk: what was acknowledged is there.

. "${top_srcdir:-.}/tests/tap.sh"
mounted=
trap 'test -z "$mounted" || umount "$mounted"; rm -rf "$dir"' EXIT

desk() {
	"$desk" --home "$dir/home" --as op --language en "$@"
}

# lines WRITER COUNT: a batch
lines() {
	i=0
	while test $i -lt "$2"; do
		i=$((i + 1))
		echo "{\"request_id\":\"$1-$i\",\"type\":\"complaint\"," \
		    "\"topic\":\"fund.deposit\",\"title\":\"no deposit\"," \
		    "\"content\":\"writer $1, call $i\"," \
		    "\"claimant_phone\":\"1390000$((1000 + i))\"," \
		    "\"district\":\"110105\"}"
	done
}

# Whole lines: the last one may be cut off by a kill.
printed() {
	for f in "$@"; do
		head -n "$(wc -l <"$f")" "$f"
	done | sort -u
}

all_there() {
	printed "$@" >"$dir/printed"
	desk demand list --all --ids | sort >"$dir/kept"
	test -z "$(comm -23 "$dir/printed" "$dir/kept")"
}

# --- eight at once, on a ledger that none of them has made yet
for w in 1 2 3 4 5 6 7 8; do
	lines $w 25 >"$dir/in.$w"
	desk demand new --batch <"$dir/in.$w" >"$dir/out.$w" \
	    2>"$dir/err.$w" &
done
wait
ok "eight writers print a number for each line" \
    test "$(cat "$dir"/out.? | wc -l)" -eq 200
ok "no number twice" test "$(printed "$dir"/out.? | wc -l)" -eq 200
ok "nobody sees busy, or anything" \
    sh -c "! cat '$dir'/err.? | grep ."
ok "all are in the list" all_there "$dir"/out.?
ok "nothing else is" test "$(wc -l <"$dir/kept")" -eq 200
ok "the ledger is whole" desk check ledger

# --- kill -9 at any moment, then everything again
# killed NAME SECONDS: starts a batch and kills it
killed() {
	lines "$1" 3000 >"$dir/in.$1"
	"$desk" --home "$dir/home" --as op --language en \
	    demand new --batch <"$dir/in.$1" >"$dir/kill.$1" \
	    2>>"$dir/kill.err" &
	pid=$!
	sleep "$2"
	kill -9 $pid
	wait $pid
}
for seconds in 0.13 0.41 0.27 0.66 0.18 0.35; do
	for w in 1 2 3; do
		killed "$seconds-$w" "$seconds" 2>/dev/null &
	done
	wait
done
ok "some were acknowledged before the kills" \
    sh -c "cat '$dir'/kill.0* | grep -q ."
ok "every acknowledged demand is there" all_there "$dir"/kill.0*
ok "the chain holds" desk check ledger
printed "$dir/kill.0.66-1" >"$dir/first"
head -n "$(wc -l <"$dir/first")" "$dir/in.0.66-1" >"$dir/in.again"
before=$(desk demand list --all --ids | wc -l)
desk demand new --batch <"$dir/in.again" | sort >"$dir/second"
ok "a retry gets the numbers of before" cmp "$dir/first" "$dir/second"
ok "and makes nothing twice" \
    test "$(desk demand list --all --ids | wc -l)" -eq "$before"

# --- a lost index of the log is made again
desk demand list --ids --limit 1 >/dev/null
rm -f "$dir/home/ledger/ledger.db-shm"
ok "a lost -shm is made again" desk check ledger

# --- a full disk
home=$dir/full
mkdir "$home"
full() {
	"$desk" --home "$home" --as op --language en "$@"
}
if mount -t tmpfs -o size=600k tmpfs "$home" 2>/dev/null; then
	mounted=$home
	limit() { lines f 3000 | full demand new --batch; }
	relieve() { mount -o remount,size=64m "$home"; }
else
	# A file that may not grow stands for a disk that has no room.
	full demand list >/dev/null
	limit() {
		(
			trap '' XFSZ
			ulimit -f 1200
			lines f 3000 | full demand new --batch
		)
	}
	relieve() { :; }
fi
limit >"$dir/full.out" 2>"$dir/full.err"
ok "a full disk is said" grep -q 'no space is left' "$dir/full.err"
ok "what was acknowledged before" test -s "$dir/full.out"
relieve
full demand list --all --ids | sort >"$dir/full.kept"
sort "$dir/full.out" >"$dir/full.printed"
ok "is there" test -z "$(comm -23 "$dir/full.printed" "$dir/full.kept")"
ok "with room again, the next save works" \
    full demand new --request-id after --type complaint --title t \
    --content c --anonymous yes --district 110105
ok "and the ledger is whole" full check ledger

echo "1..$n"
