#!/bin/sh
# From answers on the desk to the next base, as an administrator sees it.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_NOW='2026-11-24T02:00:00+08:00'
export DESK12345_NOW

desk() {
	"$desk" --language en "$@"
}

mkdir -p "$dir/home"
settings() {
	printf '[desk]\nstarter = no\n%s\n[feed]\nlearn_least = 5\n' "$1" \
	    >"$dir/home/desk12345.conf"
}
settings ''
awk 'BEGIN {
	n = split("住房公积金提取 居民养老助餐补贴 燃气报修电话 积分落户申报", t)
	for (i = 1; i <= n; i++)
		printf "{\"external_id\":\"q%d\",\"title\":\"%s\"," \
		    "\"answer_full\":\"带身份证到窗口。\",\"owner_unit\":" \
		    "\"市医保局\",\"basis\":\"某办法\"}\n", i, t[i]
}' >"$dir/city.jsonl"
code 0 "a base without a ledger" desk refresh --file "$dir/city.jsonl"
ok "learns nothing and says nothing of it" sh -c '! grep -i learn "$1"' - \
    "$dir/out"
ok "nor makes a ledger" test ! -e "$dir/home/ledger"

# answered PERSON WORDS: told a caller of the second entry
answered() {
	desk --as "$1" demand new --type consultation --topic fund.withdraw \
	    --title question --content question --anonymous yes \
	    --then answer --answer yes --accepted yes \
	    --entries K2026-000002 --query "$2"
}
DESK12345_NOW='2026-11-25T10:00:00+08:00'
code 0 "a search for callers' words" desk search 食堂优惠
ok "does not find it" sh -c '! grep 助餐 "$1"' - "$dir/out"
for who in chen li chen wang li; do
	answered $who '食堂优惠 钱多多' >"$dir/said" 2>&1 || cat "$dir/said"
done
answered chen '食堂优惠 13812345678' >"$dir/said" 2>&1 || cat "$dir/said"
DESK12345_NOW='2026-11-26T02:00:00+08:00'
code 0 "the next night" desk refresh --file "$dir/city.jsonl"
ok "learns" says '^learned from 6 answers: [1-9][0-9]* pairs'
code 0 "so it is found" desk search --explain 食堂优惠
ok "first" says '^1\. 居民养老助餐补贴'
ok "and says why" says 'answered before 0\.[0-9]* (6 answers of 3 op'
code 0 "the night after" desk refresh --json --file "$dir/city.jsonl"
ok "is quiet" says '"published":false'
ok "the base has no question" sh -c '! grep -a -e 食堂 -e 钱多 -e 1381 \
    "$1"/home/kb/kb-*.db' - "$dir"

code 0 "a flag" desk --as chen knowledge flag K2026-000003 outdated \
    --text '钱多多说打不通'
code 0 "is on the work list" desk refresh --file "$dir/city.jsonl" \
    --notes "$dir/work.csv"
ok "counted" says '^flags: 1 open, 0 overdue, 0 of entries'
ok "with its entry" grep -q '^"city","","","K2026-000003","warning","flag"' \
    "$dir/work.csv"
ok "without the remark" sh -c '! grep -e 钱多 "$1"' - "$dir/work.csv"

settings 'learning = no'
code 0 "turned off" desk refresh --file "$dir/city.jsonl"
ok "it forgets" says '^generation 3 with 4 entries'
code 0 "all" desk search 食堂优惠
ok "of it" sh -c '! grep 助餐 "$1"' - "$dir/out"
settings ''
printf 'no file of a database at all, but long enough to be read as one' \
    >"$dir/home/ledger/ledger.db"
rm -f "$dir/home/ledger/ledger.db-wal"
sed 's/燃气/天然气/' "$dir/city.jsonl" >"$dir/next.jsonl"
mv "$dir/next.jsonl" "$dir/city.jsonl"
code 0 "with a ledger that cannot be read" desk refresh --accept \
    --file "$dir/city.jsonl"
ok "it says so" says '^nothing was learned from the ledger: .'
ok "and goes on" says '^generation 4 with 4 entries'

echo "1..$n"
