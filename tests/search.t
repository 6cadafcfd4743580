#!/bin/sh
# desk12345 search over the starter knowledge base, as a person calls it.

desk=${DESK12345:-./desk12345}
home=$(mktemp -d "${TMPDIR:-/tmp}/search.XXXXXX") || exit 1
trap 'rm -rf "$home"' EXIT
DESK12345_HOME=$home
export DESK12345_HOME
n=0

# finds WORDS PATTERN: one of the first two hits has it in its line.
finds() {
	n=$((n + 1))
	if "$desk" search --limit 2 "$1" >"$home/out" 2>&1 &&
	    grep -E '^[12]\. ' "$home/out" | grep -qE "$2"; then
		echo "ok $n - $1 finds $2"
	else
		echo "not ok $n - $1 finds $2"
		sed 's/^/# /' "$home/out"
	fi
}

# batch NAME QUESTIONS LINES: each question is answered by a line of its own.
batch() {
	n=$((n + 1))
	printf '%b' "$2" | "$desk" search --batch --limit 3 >"$home/out" 2>&1
	if [ "$(grep -c '^\[' "$home/out")" -eq "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$home/out"
	fi
}

finds yibao '医保'
finds 租房子可以把公积金取出来吗 公积金提取
finds gongjijin 公积金
finds gongjij 公积金
finds 公積金提取 公积金提取
# initials stand for the desk's own words before all else
finds gjj 公积金
finds gjjtq 公积金提取
finds ybbx 医保报销
finds '类型:联系方式 公积金' 12329
finds '主题:公积金提取 公积金' 公积金
finds 'kind:guide 公积金' 公积金提取
batch "each line has its answer, an empty one too" \
    '公积金\n\n\0377\0001"(*\ngjj\n' 4

echo "1..$n"
