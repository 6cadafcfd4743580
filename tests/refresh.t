#!/bin/sh
# The refresh subcommand: taking in, holding, undoing, and being killed.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_NOW='2026-11-24T02:00:00+08:00'
export DESK12345_NOW

desk() {
	"$desk" --language en "$@"
}

# feed FROM TO WORD: entries as JSON lines
feed() {
	awk -v from="$1" -v to="$2" -v word="$3" 'BEGIN {
		for (i = from; i <= to; i++)
			printf "{\"external_id\":\"q%d\",\"title\":\"question " \
			    "%d %s\",\"answer_full\":\"bring the card to " \
			    "counter %d\",\"owner_unit\":\"医保局\"," \
			    "\"basis\":\"rule %d\"}\n", i, i, word, i, i
	}'
}

leftovers() {
	find "$dir/home/kb" -name '.*' -type f | grep .
}

feed 1 200 old >"$dir/med.jsonl"
code 0 "a file is taken in" desk refresh --file "$dir/med.jsonl"
ok "the report counts" says '^med: taken in: 200 read, 200 added'
ok "the generation is said" says '^generation 1 with 200 entries'
code 0 "again" desk refresh --file "$dir/med.jsonl"
ok "nothing is published" says '^generation 1 stays in force'
ok "nothing left lying about" test -z "$(leftovers)"

feed 1 150 old >"$dir/med.jsonl"
code 3 "many withdrawals are held" desk refresh --file "$dir/med.jsonl" \
    --metrics "$dir/desk.prom"
ok "in the metrics, too" \
    grep -q '^desk12345_refresh_outcome{source="med",outcome="held"} 1' \
    "$dir/desk.prom"
ok "which say that it was no success" \
    grep -q '^desk12345_refresh_success 0$' "$dir/desk.prom"
ok "with the reason" warns '50 of 200 entries would be withdrawn'
ok "and what it is about" says ': Q19 title: it would be withdrawn: q151 '
feed 1 30 old | sed 's/,"basis":"[^"]*"//' >"$dir/bare.jsonl"
code 0 "a work list is written on the way" desk refresh --dry-run \
    --file "$dir/bare.jsonl" --notes "$dir/work.csv"
ok "with a row for each warning" grep -q \
    '^"bare","bare.jsonl","30","","warning","Q6","basis",' "$dir/work.csv"
ok "all of them" test "$(wc -l <"$dir/work.csv")" -gt 30
code 0 "a trial of accepting" desk refresh --dry-run --accept \
    --file "$dir/med.jsonl"
ok "publishes nothing" says 'nothing was published'
code 0 "accepted" desk refresh --accept --file "$dir/med.jsonl"
ok "it is in" says '^generation 2 with 150 entries'

code 0 "generations are listed" desk refresh --list
ok "the one in force is marked" says '^\* 2  2026-11-24 02:00  150'
code 0 "compared" desk refresh --diff 1 2
ok "entry by entry" says '^withdrawn med q151 question 151 old'
ok "all of them" test "$(wc -l <"$dir/out")" -eq 50
code 0 "undone" desk refresh --rollback
code 0 "listed as JSON" desk refresh --list --json
ok "the first is in force" says '"generation":1,.*"current":true'

printf '\261\340\272\305,\261\352\314\342,\264\360\270\264\n1,%s,a\n' \
    card >"$dir/gb.csv"
code 0 "GB18030 is told by its content" desk refresh --json \
    --file "$dir/gb.csv"
ok "and said" says '"charset":"GB18030"'
ok "the report is JSON" says '"published":true'

printf '{"external_id":"x","title":"\033[31mred","answer_full":"a"}\n' \
    >"$dir/evil.jsonl"
code 1 "what harms a terminal is refused" desk refresh \
    --file "$dir/evil.jsonl"
ok "and not repeated" test -z "$(tr -d '\n -~' <"$dir/out")"

ln -s "$dir/med.jsonl" "$dir/link.jsonl"
mkfifo "$dir/fifo.jsonl"
code 1 "a FIFO is no feed" desk refresh --file "$dir/fifo.jsonl"
code 1 "nor is what is not there" desk refresh --file "$dir/no.jsonl"
code 2 "a source must be configured" desk refresh --source none
code 2 "an option must be known" desk refresh --colour
code 2 "a generation is a number" desk refresh --rollback first
code 1 "and must be there" desk refresh --rollback 77
code 0 "there is help" desk refresh --help

# --- signed feeds
code 0 "keys are made" desk refresh keygen "$dir/med"
key=$(sed -n 2p "$dir/out")
ok "the secret one for its owner alone" \
    test "$(stat -c %a "$dir/med.key")" = 600
code 1 "and never twice" desk refresh keygen "$dir/med"
mkdir -p "$dir/home"
printf '[desk]\nstarter = no\n[source med]\npath = %s\nkey = %s\n' \
    "$dir/signed.jsonl" "$key" >"$dir/home/desk12345.conf"
feed 1 20 signed >"$dir/signed.jsonl"
code 1 "a feed without its signature is refused" desk refresh
ok "and said" warns 'has to be signed'
code 0 "it is signed" desk refresh sign --key "$dir/med.key" --days 2 \
    "$dir/signed.jsonl"
code 0 "and proved" desk refresh verify --key "$key" "$dir/signed.jsonl"
code 0 "taken in" desk refresh --source med --accept
cp "$dir/signed.jsonl" "$dir/old.jsonl"
cp "$dir/signed.jsonl.minisig" "$dir/old.minisig"
sed -i 's/question 3/question 4/' "$dir/signed.jsonl"
code 1 "one changed byte is refused" desk refresh --source med
ok "and said" warns 'not of this file'
DESK12345_NOW='2026-11-25T02:00:00+08:00'
desk refresh sign --key "$dir/med.key" --days 2 "$dir/signed.jsonl" \
    >/dev/null
code 0 "signed anew it is taken in" desk refresh --source med --accept
cp "$dir/old.jsonl" "$dir/signed.jsonl"
cp "$dir/old.minisig" "$dir/signed.jsonl.minisig"
code 1 "yesterday's file does not come again" desk refresh --source med
ok "and that is said" warns 'older than the one that was taken in'
desk refresh sign --key "$dir/med.key" --days 2 "$dir/signed.jsonl" \
    >/dev/null
DESK12345_NOW='2026-11-29T02:00:00+08:00'
code 1 "a signature ends" desk refresh --source med
ok "with the reason" warns 'has expired'
desk refresh keygen "$dir/other" >/dev/null
desk refresh sign --key "$dir/other.key" "$dir/signed.jsonl" >/dev/null
code 1 "another's key is refused" desk refresh --source med
ok "by name" warns 'signed with another key'
desk refresh sign --key "$dir/med.key" "$dir/old.jsonl" >/dev/null
cp "$dir/old.jsonl.minisig" "$dir/signed.jsonl.minisig"
code 1 "another file's signature is refused" desk refresh --source med
ok "though the bytes are the same" warns 'file of another name'
if command -v minisign >/dev/null; then
	minisign -S -s "$dir/med.key" -m "$dir/signed.jsonl" >/dev/null 2>&1
	code 0 "what minisign signs is good" desk refresh --source med \
	    --accept
	desk refresh sign --key "$dir/med.key" "$dir/signed.jsonl" >/dev/null
	ok "and minisign proves ours" minisign -V -p "$dir/med.pub" \
	    -m "$dir/signed.jsonl"
fi
desk refresh --drop med >/dev/null

mkdir -p "$dir/home/drop"
printf '[desk]\nstarter = no\n[source drop]\npath = drop\n' \
    >"$dir/home/desk12345.conf"
feed 1 10 a >"$dir/home/drop/a.jsonl"
printf '编号,标题,答复\nc1,社保卡,去银行\n' >"$dir/home/drop/b.csv"
feed 11 20 a | gzip >"$dir/home/drop/c.jsonl.gz"
feed 21 30 a >"$dir/home/drop/.hidden.jsonl"
feed 31 40 a >"$dir/home/drop/notes.txt"
ln -s "$dir/med.jsonl" "$dir/home/drop/link.jsonl"
touch -t 202601010000 "$dir/home/drop"/*
code 0 "a folder is one source" desk refresh
ok "of its feeds, without links, hidden files and others" \
    says '^drop: taken in: 21 read, 21 added'

# --- killed at any moment
feed 1 12000 new >"$dir/big.jsonl"
desk refresh --list --json >"$dir/before"
i=0
while test $i -lt 12; do
	i=$((i + 1))
	"$desk" refresh --file "$dir/big.jsonl" >/dev/null 2>&1 &
	pid=$!
	sleep "$(awk -v i=$i 'BEGIN { print 0.04 * i }')"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
done
desk check >"$dir/checked" 2>&1
ok "the base is whole whenever it is killed" test $? -eq 0
desk refresh --list --json | grep '"current":true' >"$dir/after"
ok "and is the old one or the new" grep -qF -e \
    "$(grep '"current":true' "$dir/before")" -e '"entries":12' "$dir/after"
code 0 "the next run completes" desk refresh --file "$dir/big.jsonl"
ok "and cleans up" test -z "$(leftovers)"

echo "1..$n"
