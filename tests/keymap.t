#!/bin/sh
# keymap.t - desk12345 keymap and keys.

export LC_ALL=C.UTF-8 LANGUAGE=en
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/home/keymaps"
n=0

# is NAME WANTED GOT
is() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf 'wanted: %s\ngot: %s\n' "$2" "$3" | sed 's/^/# /'
	fi
}

desk() {
	"$DESK12345" --home "$tmp/home" --language en "$@"
}

for map in default vi emacs; do
	desk keymap check $map >"$tmp/out"
	is "$map is good" 0 $?
	desk keymap print $map >"$tmp/one.keymap"
	desk keymap print "$tmp/one.keymap" >"$tmp/two.keymap"
	is "$map printed is a keymap, the same one" \
	    "$(cat "$tmp/one.keymap")" "$(cat "$tmp/two.keymap")"
done

cat >"$tmp/bad.keymap" <<'END'
title bad
bind list j nxt
bind lst k previous
bind list <PgeUp> next
bnd list a next
bind list a next
bind list a previous
bind list b next nonsense
bind list
include nosuch
bind list z last -- "下一条"
END
desk keymap check "$tmp/bad.keymap" >"$tmp/out" 2>"$tmp/err"
is "a bad keymap is exit code 5" 5 $?
is "every bad line has its place and the nearest name" \
'bad.keymap:2: there is no action "nxt"; the nearest is "next"
bad.keymap:3: there is no context "lst"; the nearest is "list"
bad.keymap:4: there is no key <PgeUp>; the nearest is <PageUp>
bad.keymap:5: there is no statement "bnd"; the nearest is "bind"
bad.keymap:7: a in "list" was bound in line 6 already
bad.keymap:8: "nonsense" is too much; a description begins with --
bad.keymap:9: a key is missing
bad.keymap:10: there is no keymap "nosuch"' "$(sed "s|$tmp/||" "$tmp/out")"
is "good lines are in force" \
'bind     list       a              next
bind     list       z              last  -- "下一条"' \
    "$(desk keymap print "$tmp/bad.keymap" 2>/dev/null |
    grep -E ' (a|z) ')"
is "quit and help are bound whatever a map says" "<C-q> <F1>" \
    "$(desk keymap print "$tmp/bad.keymap" 2>/dev/null |
    awk '$2 == "*" && ($4 == "quit" || $4 == "help") { print $3 }' |
    tr '\n' ' ' | sed 's/ $//')"

cat >"$tmp/home/keymaps/default.keymap" <<'END'
title    mine
include  default
bind     list  Q  quit
END
is "an own map of a shipped name includes the shipped one" \
    "Q <C-q>" "$(desk keymap print default |
    awk '$4 == "quit" { print $3 }' | sort -r | tr '\n' ' ' |
    sed 's/ $//')"
is "and is listed" "default    mine" "$(desk keymap list | head -1)"
is "actions are listed with their keys" \
    "next              <Down>                  list,pick" \
    "$(desk keys --context queue | grep '^next ' | cut -c1-51)"
contexts() {
	sed -n '/define CONTEXT_LIST/,/^enum context/p' \
	    "${top_srcdir:-.}/src/tui/action.h" |
	    sed -n 's/.*X([A-Z]*, *"\([a-z]*\)",.*/\1/p'
}
is "the manual has every context" "" "$(contexts | while read -r c; do
	grep -q "^.fB$c.fP" "${top_srcdir:-.}/man/desk12345-keymap.5" ||
	    echo "$c"
done)"
is "and there are some" yes "$([ "$(contexts | wc -l)" -gt 10 ] && echo yes)"
desk keymap check nosuch >/dev/null 2>&1
is "no such keymap is exit code 4" 4 $?
echo "1..$n"
