#!/bin/sh
# The tables of data/ are what tools/gen-* make of the Unicode character
# database, where it is installed in the version they were made of.

top=$(cd "$(dirname "$0")/.." && pwd) || exit 1
unicode=${UNICODE_DATA:-/usr/share/unicode}
made=$(mktemp "${TMPDIR:-/tmp}/tables.XXXXXX") || exit 1
trap 'rm -f "$made"' EXIT
n=0

# same NAME GENERATOR TABLE SOURCE
same() {
	n=$((n + 1))
	if ! test -r "$unicode/$4" || ! command -v python3 >/dev/null; then
		echo "ok $n - $1 # SKIP no $4 or no python3"
		return
	fi
	if ! "$top/tools/$2" "$unicode" >"$made" 2>&1; then
		echo "not ok $n - $1"
		sed 's/^/# /' "$made"
		return
	fi
	version=$(sed -n 's/.*version \([0-9.]*\).*/\1/p' "$made" | head -n 1)
	if ! grep -q "version $version" "$top/data/$3"; then
		echo "ok $n - $1 # SKIP Unicode $version is another version"
	elif cmp -s "$made" "$top/data/$3"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		diff "$made" "$top/data/$3" | head -n 5 | sed 's/^/# /'
	fi
}

echo 1..2
same "pinyin.tsv is made of Unihan readings" \
    gen-pinyin pinyin.tsv Unihan_Readings.txt.bz2
same "variants.tsv is made of Unihan variants" \
    gen-variants variants.tsv Unihan_Variants.txt.bz2
