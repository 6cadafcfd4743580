#!/bin/sh
# Feeds from HTTPS addresses: fetched once, verified, limited, missed.

. "${top_srcdir:-.}/tests/tap.sh"
. "${top_srcdir:-.}/tests/https.sh"

# code N NAME ARGUMENT...: the desk ends with exit code N
code() {
	want=$1
	name=$2
	shift 2
	"$desk" --language en "$@" >"$dir/out" 2>"$dir/err" </dev/null
	got=$?
	ok "$name" test "$got" = "$want"
}

# source PATH [LINE...]: the only one that is configured
source_is() {
	mkdir -p "$dir/home"
	path=$1
	shift
	{
		printf '[desk]\nstarter = no\n[source med]\npath = %s\n' "$path"
		printf '%s\n' "$@"
	} >"$dir/home/desk12345.conf"
}

feed() {
	printf '{"external_id":"%d","title":"question %d %s","answer_full":"a"}\n' \
	    1 1 "$1" 2 2 "$1"
}

ca="ca_file = $dir/cert.pem"
feed one >"$dir/www/med.jsonl"
source_is "$url/med.jsonl"
code 1 "a certificate nobody vouches for is refused" refresh
ok "and said" warns 'cannot fetch'
source_is "$url/med.jsonl?day=1" "$ca"
code 0 "a feed is fetched" refresh
ok "and taken in" says '2 read, 2 added'
code 0 "again" refresh
ok "it is not sent again" test "$(tail -n 1 "$dir/log")" = "med.jsonl 304"
feed two >"$dir/www/med.jsonl"
code 0 "when it has changed" refresh
ok "it is" says '2 changed'
mv "$dir/www/med.jsonl" "$dir/www/moved"
code 0 "once it is missing" refresh
ok "its entries stay" says '^med: missing: 2 entries'
mv "$dir/www/moved" "$dir/www/med.jsonl"
source_is "$url/broken" "$ca"
code 1 "a server in trouble is a failure" refresh
ok "with its answer" warns 'the server answers 500'
source_is "https://me:hidden@localhost:1/med.jsonl" "$ca"
code 1 "an address with a password is shown" refresh --json
ok "without it" sh -c "! grep -rq hidden '$dir/out' '$dir/err' '$dir/home/kb'"
source_is "$url/away" "$ca"
code 1 "nothing leads away from HTTPS" refresh
source_is "http://localhost/med.jsonl" "$ca"
code 1 "and nothing begins without it" refresh
ok "and said" warns "neither a path nor an https"
source_is "$url/med.jsonl" "$ca" '[feed]' 'file_bytes = 60'
code 1 "what is too large is broken off" refresh
ok "and said" warns 'has more than 60 bytes'
key=$("$desk" refresh keygen "$dir/k" | sed -n 2p)
source_is "$url/med.jsonl" "$ca" "key = $key"
code 1 "a signature is fetched, too" refresh
"$desk" refresh sign --key "$dir/k.key" "$dir/www/med.jsonl" >/dev/null
code 0 "and proved" refresh
source_is "https://localhost:1/med.jsonl" "$ca"
code 1 "a server that is not there changes nothing" refresh
"$desk" check base >"$dir/out" 2>&1
ok "the base is whole" grep -q ' 2 entries' "$dir/out"
ok "no part is left" test -z "$(find "$dir/home/feeds" -name '*.part')"

echo "1..$n"
