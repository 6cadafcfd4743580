#!/bin/sh
# screens.t - plays the scripts of screens/ and compares what is shown.
#
# Each script is played on a copy of one desk, at two sizes and in both
# languages, with the clock stopped. With GOLDEN=write the pictures are taken
# for right and kept: "make golden", and then look at the difference.

here=${top_srcdir:-.}/tests/screens
play=${top_builddir:-.}/tests/play
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
LC_ALL=C.UTF-8 LANGUAGE= DESK12345_PERSON=chen DESK12345_NOW=
export LC_ALL LANGUAGE DESK12345_PERSON DESK12345_NOW
unset DESK12345_HOME DESK12345_ROLE DESK12345_UNIT NO_COLOR

# at TIME COMMAND...: what somebody did on the desk.
at() {
	now=$1
	shift
	DESK12345_NOW=2026-11-$now:00+08:00 "$DESK12345" \
	    --home "$tmp/desk" --language en "$@" >>"$tmp/log" 2>&1 || {
		sed 's/^/# /' "$tmp/log"
		echo "Bail out! the desk could not be made: $*"
		exit 1
	}
}

# demand TIME TYPE TOPIC TITLE WISH STREET PHONE [--then STEP]...
demand() {
	when=$1 type=$2 topic=$3 title=$4 wish=$5 street=$6 phone=$7
	shift 7
	at "$when" demand new --type "$type" --topic "$topic" \
	    --title "$title" --content "来电人反映：$title" --wish "$wish" \
	    --district 朝阳区 --street "$street" --place-detail 小区北门 \
	    --claimant-name 张三 --claimant-phone "$phone" \
	    --event-time "2026-11-$when" "$@"
}

make_desk() {
	mkdir "$tmp/desk"
	printf '[view 建外街道]\nqueue = open\nfilter = unit:建外\n' \
	    >"$tmp/desk/desk12345.conf"
	at 24T02:10 refresh --file "$here/entries.jsonl" --accept
	at 24T08:00 --as wang --role editor knowledge new \
	    --query 小区能否养青蛙
	demand 12T10:00 complaint noise.construction 夜间施工噪声扰民 \
	    夜里停工 建外 13800005678 --then submit --then dispatch
	demand 20T15:30 help_request property.repair 屋顶漏水无人维修 \
	    尽快维修 建外 13800005678 --then submit --then dispatch
	demand 23T16:05 complaint transport.parking 地下车库乱停车 \
	    清理占道车辆 望京 13911112222 --then submit
	demand 24T08:20 suggestion transport.parking 路口增设停车位 \
	    增设车位 望京 13711113333
	demand 23T09:00 tipoff property.order 楼道堆放杂物 \
	    清理楼道 望京 13622224444 --then submit --then dispatch
	at 23T09:40 --as li --role dispatcher demand move \
	    20261123-000002 sign
}

# play_one SCRIPT LANGUAGE SIZE
play_one() {
	name=$(basename "$1" .keys)
	want=$here/$name.$2.$3.txt
	rm -rf "$tmp/home"
	cp -r "$tmp/desk" "$tmp/home"
	role=$(sed -n 's/^# role: //p' "$1")
	person=$(sed -n 's/^# person: //p' "$1")
	left=$(sed -n 's/^# left: //p' "$1")
	if [ -n "$left" ]; then
		DESK12345_NOW=2026-11-24T07:50:00+08:00 "$DESK12345" \
		    --home "$tmp/home" --as wang handover write \
		    --text "$left" >>"$tmp/log" 2>&1
	fi
	LANGUAGE=$2 LC_ALL=$2.UTF-8 DESK12345_ROLE=${role:-operator} \
	    DESK12345_PERSON=${person:-chen} \
	    DESK12345_NOW=2026-11-24T09:12:40+08:00 \
	    "$play" "$tmp/home" "$1" "$3" >"$tmp/got" 2>"$tmp/err"
	status=$?
	number=$((number + 1))
	if [ "$GOLDEN" = write ]; then
		cp "$tmp/got" "$want"
	fi
	if [ $status -eq 0 ] && cmp -s "$tmp/got" "$want"; then
		echo "ok $number - $name in $2 at $3"
	else
		echo "not ok $number - $name in $2 at $3"
		sed 's/^/# /' "$tmp/err"
		diff -u "$want" "$tmp/got" | sed 's/^/# /' | head -60
	fi
}

make_desk
number=0
for script in "$here"/*.keys; do
	for size in 80x24 120x36; do
		play_one "$script" en $size
		play_one "$script" zh_CN $size
	done
done
echo "1..$number"
