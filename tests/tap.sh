# tap.sh - what the program tests share; they source it.
#
# $desk is the program and $dir a folder of the test's own, which goes with
# it. The desk is in $dir/home, speaks English and knows nobody. What a command
# printed is in $dir/out and $dir/err.

desk=${DESK12345:-./desk12345}
dir=$(mktemp -d "${TMPDIR:-/tmp}/desk12345.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
DESK12345_HOME=$dir/home LC_ALL=C.UTF-8 LANGUAGE=en
export DESK12345_HOME LC_ALL LANGUAGE
unset DESK12345_NOW DESK12345_PERSON DESK12345_ROLE DESK12345_UNIT
: >"$dir/out" >"$dir/err"
n=0

# ok NAME COMMAND...: the command succeeds; what was printed is shown if not
ok() {
	n=$((n + 1))
	name=$1
	shift
	if "$@" >"$dir/said" 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$dir/said" "$dir/err" "$dir/out" | head -n 40
	fi
}

skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}

# code N NAME COMMAND...: the command ends with exit code N
code() {
	want=$1
	name=$2
	shift 2
	"$@" >"$dir/out" 2>"$dir/err" </dev/null
	got=$?
	ok "$name" test "$got" = "$want"
}

# fails N COMMAND...: the same, within an ok
fails() {
	want=$1
	shift
	"$@"
	test $? -eq "$want"
}

# says, warns PATTERN: a line of what was printed
says() { grep -q -e "$1" "$dir/out"; }
warns() { grep -q -e "$1" "$dir/err"; }
