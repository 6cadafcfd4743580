#!/bin/sh
# A refresh that is killed at every single change it makes to the disk, one
# whose disk is full, two at once, and a clock that was set back.

top=${top_srcdir:-.}
. "${top_srcdir:-.}/tests/tap.sh"
mounted=
trap 'test -z "$mounted" || umount "$mounted"; rm -rf "$dir"' EXIT

desk() {
	"$desk" --language en "$@"
}

# feed FROM TO WORD
feed() {
	awk -v from="$1" -v to="$2" -v word="$3" 'BEGIN {
		for (i = from; i <= to; i++)
			printf "{\"external_id\":\"q%d\",\"title\":\"question " \
			    "%d %s\",\"answer_full\":\"bring the card to " \
			    "counter %d\"}\n", i, i, word, i
	}'
}

base() {
	desk check base | sed -n 's/.* \([0-9]*\) entries$/\1/p'
}

leftovers() {
	find "$1/kb" -name '.*' -type f | grep .
}

# --- killed at each call
feed 1 40 old >"$dir/med.jsonl"
desk refresh --file "$dir/med.jsonl" >/dev/null
cp -a "$dir/home" "$dir/before"
feed 1 60 new >"$dir/med.jsonl"
calls=0
if ${CC:-cc} -shared -fPIC -o "$dir/kill-at.so" "$top/tests/kill-at.c" \
    >/dev/null 2>&1; then
	KILL_COUNT=$dir/calls LD_PRELOAD=$dir/kill-at.so \
	    "$desk" refresh --accept --file "$dir/med.jsonl" >/dev/null 2>&1
	calls=$(cat "$dir/calls" 2>/dev/null || echo 0)
fi
if test "$calls" -gt 10; then
	i=0
	bad=
	{ while test $i -lt "$calls"; do
		i=$((i + 1))
		rm -rf "$dir/home"
		cp -a "$dir/before" "$dir/home"
		(KILL_AT=$i LD_PRELOAD=$dir/kill-at.so "$desk" refresh \
		    --accept --file "$dir/med.jsonl") >/dev/null 2>&1
		case $(base) in
		40 | 60) ;;
		*) bad="$bad $i" ;;
		esac
	done; } 2>/dev/null
	ok "the base is whole after a kill at each of $calls calls" \
	    test -z "$bad"
	desk refresh --accept --file "$dir/med.jsonl" >/dev/null
	ok "the next run completes" test "$(base)" = 60
	ok "and cleans up" test -z "$(leftovers "$dir/home")"
else
	skip "killed at each call" "no compiler, or no preloading"
fi

# --- two at once
feed 1 4000 new >"$dir/big.jsonl"
desk refresh --file "$dir/big.jsonl" >/dev/null 2>&1 &
sleep 0.15
desk refresh --file "$dir/med.jsonl" >"$dir/out" 2>"$dir/err"
second=$?
wait
if test $second = 1; then
	ok "the second is told who is at work, and since when" \
	    grep -Eq 'pid|since|held|locked|[0-9]{4}-[0-9]{2}' "$dir/err"
else
	skip "the second is told who is at work" "the first was too quick"
fi
ok "the first is in" test "$(base)" -ge 4000

# --- a clock that was set back
DESK12345_NOW='2020-01-01T02:00:00+08:00'
export DESK12345_NOW
feed 1 61 newer >"$dir/med.jsonl"
ok "a clock set back stops nobody" desk refresh --accept \
    --file "$dir/med.jsonl"
now=$(desk refresh --list | sed -n 's/^\* \([0-9]*\) .*/\1/p')
desk refresh --diff $((now - 1)) "$now" --json | grep '"q61"' >"$dir/out"
ok "and its ids go on in the later year" grep -vq K2020 "$dir/out"
unset DESK12345_NOW

# --- a full disk
mkdir "$dir/small"
if mount -t tmpfs -o size=3m none "$dir/small" 2>/dev/null; then
	mounted=$dir/small
	DESK12345_HOME=$dir/small/home
	desk refresh --file "$dir/med.jsonl" >/dev/null
	was=$(base)
	feed 1 12000 huge >"$dir/big.jsonl"
	desk refresh --file "$dir/big.jsonl" >"$dir/out" 2>"$dir/err"
	ok "a full disk is a failure" test $? -eq 1
	ok "that says so" grep -Eiq 'space|full' "$dir/err"
	ok "the base stays" test "$(base)" = "$was"
	ok "and nothing is left in the way" \
	    test -z "$(leftovers "$dir/small/home")"
else
	skip "a full disk" "cannot mount"
fi

echo "1..$n"
