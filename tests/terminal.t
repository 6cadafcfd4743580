#!/bin/sh
# terminal.t - the program in a real terminal, which tmux is.
#
# Nothing here goes by time: a check waits for its text as long as a slow
# machine may need, and fails only then.

if ! command -v tmux >/dev/null 2>&1; then
	echo "1..0 # SKIP tmux is not there"
	exit 0
fi
tmp=$(mktemp -d) || exit 1
sock=$tmp/tmux
patience=300			# tenths of a second
export LC_ALL=C.UTF-8 LANGUAGE=en
export DESK12345_HOME=$tmp/home DESK12345_PERSON=chen
export XDG_RUNTIME_DIR=$tmp
unset NO_COLOR TMUX DESK12345_NOW DESK12345_ROLE
n=0

tm() {
	tmux -S "$sock" -f /dev/null "$@"
}

cleanup() {
	tm kill-server 2>/dev/null
	rm -rf "$tmp"
}
trap cleanup EXIT

ok() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		shown | sed 's/^/# /'
	fi
}

shown() {
	tm capture-pane -p -t desk 2>/dev/null
}

# until_true COMMAND...: asks again and again.
until_true() {
	tries=$patience
	while [ $tries -gt 0 ]; do
		"$@" && return 0
		tries=$((tries - 1))
		sleep 0.1
	done
	return 1
}

has() {
	shown | grep -qF -- "$1"
}

lacks() {
	! has "$1"
}

gone() {
	! kill -0 "$1" 2>/dev/null
}

is() {
	[ "$(tm display-message -p -t desk "$2")" = "$1" ]
}

keys() {
	tm send-keys -t desk "$@"
}

text() {
	tm send-keys -t desk -l -- "$1"
}

# A shell in the terminal, in which the program is a job.
shell() {
	tm kill-server 2>/dev/null
	sock=$tmp/tmux.$n		# the old one may still be closing
	tm new-session -d -s desk -x 120 -y 36 \
	    "PS1='ready> ' ENV= exec sh -i"
	until_true has "ready>"
}

# The program, and its process in $pid.
start() {
	keys "clear; sh -c 'echo \$\$ >$tmp/pid; exec $1'" Enter
	until_true has "${2:-12345 policy desk}"
	pid=$(cat "$tmp/pid")
}

# What stty says of a terminal that is as a shell wants it.
sane() {
	keys "clear; stty -a | grep -c ' icanon iexten echo echoe ' |
sed s/^/modes=/" Enter
	until_true has "modes=1" && is 0 '#{alternate_on}'
}

desk="$DESK12345 --language en"

shell
start "$desk"
ok $? "it starts"
text 医保报销
until_true has "> 医保报销"
ok $? "Chinese is typed"
until_true is "11,2,1" '#{cursor_x},#{cursor_y},#{cursor_flag}'
ok $? "the cursor is visible at the edit point, in cells"
keys Left Left
until_true is "7,2,1" '#{cursor_x},#{cursor_y},#{cursor_flag}'
ok $? "and goes by characters"
keys C-u

tm set-buffer "$(printf '公积金\n?q\n')"
tm paste-buffer -p -t desk
until_true has "> 公积金 ?q"
ok $? "a paste is text, and its line feed does not submit"
keys C-u

# What a terminal replies to a question that nobody here asked.
replies() {
	tm set-buffer "$(printf '%b' "$1")"
	tm paste-buffer -r -t desk
}
replies '\033]11;rgb:1e1e/1e1e/1e1e\033\\\033[24;80R\033P>|X(1)\033\\'
replies '\033[?62;22c\033[I\033[O\033[M !!\033[<0;5;5M\033]lq\rz\007'
text a
until_true is "4,2,1" '#{cursor_x},#{cursor_y},#{cursor_flag}'
ok $? "what the terminal replies is not typed"
keys C-u

# The clipboard, on the operator's key alone.
tm set-option -s set-clipboard on
while tm delete-buffer 2>/dev/null; do
	:
done
text 110报警电话
until_true has "▸ 110"
! tm show-buffer 2>/dev/null | grep -q .
ok $? "nothing is in the clipboard by itself"
keys F12
until_true has "in the clipboard" && tm show-buffer | grep -q 110
ok $? "one key puts the answer there"
keys C-u

i=0
while [ $i -lt 50 ]; do
	i=$((i + 1))
	tm resize-window -t desk -x $((60 + i)) -y $((18 + i % 20))
	tm resize-window -t desk -x $((i % 3 + 1)) -y 1
done
for size in 80x24 2x1 1x1 119x35 79x23 200x60 40x10 120x36; do
	tm resize-window -t desk -x "${size%x*}" -y "${size#*x}"
done
until_true has "12345 policy desk"
ok $? "it survives a storm of sizes"
keys F1
until_true has "What can be pressed now"
tm resize-window -t desk -x 2 -y 1
tm resize-window -t desk -x 80 -y 24
until_true has "What can be pressed now"
ok $? "and in a dialog"
tm resize-window -t desk -x 120 -y 36
keys Escape
until_true lacks "What can be pressed now"
ok $? "Esc closes it"

keys C-z
until_true has "ready>"
ok $? "Ctrl-Z gives the shell back"
sane
ok $? "with its modes"
keys fg Enter
until_true has "12345 policy desk"
ok $? "and fg the screen"
text x
until_true has "> x"
ok $? "which takes keys again"
keys C-q
until_true has "ready>"
sane
ok $? "leaving puts the terminal back"

# The telephone system announces calls.
rings() {
	"$DESK12345" pop "$1"
}
start "$desk"
[ "$(rings 13812345678)" = began ] && until_true has "call 138****5678"
ok $? "a call that rings begins on the screen"
keys F6
until_true has "> Demand form"
text 漏水
until_true has "漏水"
where=$(tm display-message -p -t desk '#{cursor_x},#{cursor_y}')
[ "$(rings 13911112222)" = waits ] && until_true has "waiting: 139****2222"
ok $? "with a form at hand it waits"
is "$where" '#{cursor_x},#{cursor_y}'
ok $? "and the cursor stays"
keys F2
until_true has "call 139****2222" && lacks "> Demand form"
ok $? "until F2 takes it"
keys C-q
until_true has "ready>"
rings 13812345678 2>/dev/null
[ $? -eq 4 ]
ok $? "with no screen there is nobody to tell"

# draft TITLE: a form that is half done and kept.
draft() {
	start "$desk"
	text "$1"
	until_true has "> $1"
	keys F6
	until_true has "> Demand form"
	keys Tab Tab
	text "typed"
	until_true has "typed"
}

# kept TITLE: it is among the drafts.
kept() {
	start "$desk"
	keys F9
	until_true has "$1"
	ok $? "and the draft is there again"
	keys C-q
	until_true has "ready>"
}

draft "漏水一"
kill -TERM "$pid"
until_true has "ready>"
sane
ok $? "SIGTERM puts the terminal back"
kept "漏水一"

draft "漏水二"
until_true has " s ago"
kill -SEGV "$pid"
until_true has "ready>"
sane
ok $? "so does a crash"
kept "漏水二"

start "$desk"
text abc
until_true has "> abc"
kill -QUIT "$pid"
until_true has "ready>"
sane
ok $? "so does SIGQUIT"

draft "漏水三"
kill -HUP "$pid"
until_true gone "$pid"
ok $? "a hang-up ends it"
shell
kept "漏水三"

# The terminal itself goes away, with a dialog over the form.
draft "漏水四"
keys F1
until_true has "What can be pressed now"
tm kill-session -t desk
until_true gone "$pid"
ok $? "so does a terminal that is closed over a dialog"
shell
kept "漏水四"

draft "漏水五"
until_true has " s ago"
kill -KILL "$pid"
until_true gone "$pid"
shell
kept "漏水五"

# Terminals by their terminfo: no way out leaves anything of the screen, also
# where there is no other screen to go back to.
clean() {
	sane && lacks "12345 policy desk" && lacks "F3 Queues" &&
	    lacks '$<' && ! shown | grep -q '│'
}

# leaves HOW COMMAND...: COMMAND is what ends the program or stops it.
leaves() {
	how=$1
	shift
	start "env TERM=$term $desk"
	text 提取
	until_true has "> 提取" && until_true has "F3 Queues"
	"$@"
	until_true has "ready>"
	clean
	ok $? "$term is clean after $how"
}

for term in linux vt100 xterm-256color screen-256color putty ms-terminal; do
	if ! tput -T "$term" cup 0 0 >/dev/null 2>&1; then
		n=$((n + 1))
		echo "ok $n # SKIP no terminfo of $term"
		continue
	fi
	leaves "Ctrl-Q" keys C-q
	leaves "Ctrl-Z" keys C-z
	keys fg Enter
	until_true has "> 提取" && keys C-u && until_true lacks "提取"
	ok $? "and fg brings it back"
	keys C-q
	until_true has "ready>"
	case $term in linux|xterm-256color)
		for signal in TERM HUP SEGV; do
			leaves "SIG$signal" eval "kill -$signal \$pid"
		done
	esac
done

start "env TERM=dumb $desk" "cannot move its cursor"
ok $? "a terminal without cursor gets an answer"
start "env TERM=nosuch $desk" "is not known here"
ok $? "an unknown one, too"
keys "clear; $desk </dev/null; echo code=\$?" Enter
until_true has "code=5"
ok $? "and no terminal"

start "$desk tui --plain"
text 医保报销
until_true has "> 医保报销" && lacks "──"
ok $? "--plain has no frames"
keys Down
until_true is "0,5,1" '#{cursor_x},#{cursor_y},#{cursor_flag}'
ok $? "and its cursor goes with the selection"
text x
until_true is "12,2,1" '#{cursor_x},#{cursor_y},#{cursor_flag}'
ok $? "and back to the text"
keys C-q
until_true has "ready>"

start "env LC_ALL=C $desk" "not UTF-8"
ok $? "without UTF-8 one line says so"
has "-----" && lacks "─"
ok $? "and the frames are ASCII"
keys C-q
until_true has "ready>"

# Where quotation marks and dashes are wide, their wide twins are shown.
printf '[screen]\nambiguous = 2\n' >"$DESK12345_HOME/desk12345.conf"
start "$desk"
keys F11
until_true has "－  0/0" && lacks "─"
ok $? "wide forms stand for ambiguous ones"
keys C-q
until_true has "ready>"
rm "$DESK12345_HOME/desk12345.conf"

colours() {
	tm capture-pane -p -e -t desk |
	    grep -qE "$(printf '\033')\[[0-9;]*([349][0-7]|10[0-7])[m;]"
}
start "$desk"
keys F3
until_true has "Number"
colours
ok $? "there are colours"
keys C-q
until_true has "ready>"
# reversed: a row is, so that who sees no colour sees which.
reversed() {
	tm capture-pane -p -e -t desk | sed 1d |
	    grep -q "$(printf '\033')\[[0-9;]*7m"
}
printf '[screen]\ntheme = contrast\n' >"$DESK12345_HOME/desk12345.conf"
start "env TERM=vt100 $desk"
keys F3
until_true has "Number"
until_true reversed && ! colours
ok $? "without colours the theme of colours does not hide what is selected"
keys C-q
until_true has "ready>"
rm "$DESK12345_HOME/desk12345.conf"
start "env NO_COLOR=1 $desk"
keys F3
until_true has "Number"
! colours
ok $? "with NO_COLOR there are none"
reversed
ok $? "and what is selected is reversed"
keys C-q
until_true has "ready>"
echo "1..$n"
