#!/bin/sh
# The tree keeps its own rules: layers, sizes.

top=${top_srcdir:-$(dirname "$0")/..}
n=0

# holds NAME COMMAND...
holds() {
	n=$((n + 1))
	name=$1
	shift
	if out=$("$@" 2>&1); then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		printf '%s\n' "$out" | sed 's/^/# /'
	fi
}

echo 1..2
holds "a file includes its own layer and lower ones" \
    "$top/tools/layers" "$top"
holds "files, functions and lines are small" "$top/tools/size" "$top"
