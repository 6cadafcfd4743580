#!/bin/sh
# The demand subcommand as people and scripts call it.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_NOW='2026-11-24T09:12:00+08:00'
export DESK12345_NOW

desk() {
	"$desk" --as chen --language en "$@"
}

as() {
	who=$1
	role=$2
	shift 2
	"$desk" --as "$who" --role "$role" --language en "$@"
}

count() { test "$(wc -l <"$dir/out")" -eq "$1"; }

new() {
	desk demand new --type complaint --topic fund.deposit \
	    --title "nothing is paid in" --content "for three months" \
	    --wish "pay it in" --district 110105 \
	    --claimant_phone 13812345678 "$@"
}

code 0 "a demand is logged" new --request-id call-1
ok "its number is the day's first" says '^20261124-000001'
code 0 "the same request id again" new --request-id call-1
ok "is the same demand" says '^20261124-000001'
code 0 "another request id" new --request-id call-2 --json
ok "is another demand" says '"number":"20261124-000002"'
code 5 "without a title it is not" \
    desk demand new --type complaint --content x --anonymous yes
ok "and the field is named" warns 'title'
code 2 "an unknown option is a wrong call" desk demand new --colour red
code 0 "numbers are listed" desk demand list --all --ids
ok "all of them, nothing else" count 2
code 0 "by queue" desk demand list --queue registered --ids
ok "both wait" count 2
code 0 "by caller, however the number is written" \
    desk demand list --caller '+86 138-1234-5678' --ids
ok "both are the caller's" count 2
code 0 "a list masks the phone" desk demand list --json
ok "as 138****5678" says '138\*\*\*\*5678'
ok "and never shows it whole" sh -c "! grep -q 13812345678 '$dir/out'"

code 0 "by the last four digits" desk demand list --last4 5678 --ids
ok "both again" count 2
code 0 "by words" desk demand list --text "paid months" --ids
ok "both again" count 2
code 0 "by words that are not there" desk demand list --text elephant --ids
ok "none" count 0

no=20261124-000001
code 0 "submitted" desk demand move $no submit
code 0 "dispatched" as wang dispatcher demand move $no dispatch
ok "with the limit as a sum" says '09:12 + 7 d = 2026-12-01 09:12'
code 7 "a step on an old version" \
    as wang dispatcher demand move $no confer --version 2 --asked U-GJJ \
    --opinion x
ok "is refused, and names who came first" warns 'wang'
code 6 "a step that is no row of the table" desk demand move $no answer \
    --answer x --accepted yes
ok "says what is possible" warns 'sign'
code 6 "a step of another role" desk demand move $no sign
ok "says whose it is" warns 'unit liaison'
code 0 "signed" as li liaison --unit U-GJJ demand move $no sign 2>/dev/null
code 0 "shown" desk demand show $no
ok "with its clocks" says 'feedback'
ok "and its events" says 'dispatch  wang'
code 0 "shown as JSON" desk demand show $no --json
ok "with what may be done" says '"urge"'
code 4 "a number that is not there" desk demand show 20200101-000009
code 2 "a value for an option that has none" desk demand list --json=no
ok "is named with it" warns 'json=no'

desk demand list --ids >&- 2>"$dir/err"
ok "output that is closed fails" test $? = 9
ok "and says so" warns 'cannot write the output'
desk --version >/dev/full 2>"$dir/err"
ok "and so does a full disk" test $? = 10
code 0 "the ledger has nothing of it" desk check ledger

# --- a confidential demand: who may not know the claimant learns no number
secret=20261124-000003
code 0 "a tip-off" new --type tipoff --street "Lane 9" --place_detail "hut 4" \
    --title "rang 13900004444" --content "he rang from 13900001111" \
    --complained_unit U-GJJ
ok "is logged" says "^$secret"
code 0 "with a repeat call" desk demand move $secret repeat-call \
    --text "now 13900002222" --phone 13900003333
code 0 "is shown to an auditor" as he auditor demand show $secret --json
ok "without any number" sh -c "! grep -Eq '139[0*]{4}' '$dir/out'"
ok "or address" sh -c "! grep -Eq 'Lane|hut' '$dir/out'"
code 0 "to who logged it" desk demand show $secret --json
ok "with what was said" says 'now 13900002222'
ok "its address is nowhere in plain" \
    sh -c "! grep -aq 'Lane 9' '$dir'/home/ledger/*"

code 0 "an export of titles" as su supervisor export review --reason x \
    --from 2026-11-24 --to 2026-11-25
ok "has this one" says 'rang'
ok "without the number in it" sh -c "! grep -q 139000 '$dir/out'"
code 0 "another unit's liaison asks by the caller's number" \
    as lu liaison --unit U-YBJ demand list --caller 13812345678
ok "and finds none of theirs" count 0
code 6 "a unit is no reason for another role to see the phone" \
    as he auditor --unit U-GJJ demand reveal $no --reason audit

code 6 "the phone whole: not for an auditor" \
    as he auditor demand reveal $no --reason audit
code 5 "not without a reason" desk demand reveal $no
code 0 "for an operator with a reason" \
    desk demand reveal $no --reason "to ring back"
ok "it is the phone" says '^13812345678$'

cat >"$dir/lines" <<'LINES'
{"request_id":"b1","type":"咨询","title":"提取","content":"租房能提取吗","anonymous":true}
not JSON

{"request_id":"b2","type":"投诉","topic":"供暖","title":"不热","content":"暖气不热","claimant_phone":"13900000000","district":"朝阳","street":"呼家楼","place_detail":"3号楼","confidential":false,"channel":"phone","event_time":"2026-11-23"}
{"request_id":"b1","type":"咨询","title":"再次","content":"再次","anonymous":true}
{"request_id":"b3","type":"咨询","title":"x"}
LINES
batch() { desk demand new --batch <"$dir/lines"; }
batch >"$dir/out" 2>"$dir/err"
ok "a batch with bad lines fails" test $? = 1
ok "it prints a number for each good line" count 3
ok "a repeated line has the number it made" \
    sh -c "test \$(sort -u '$dir/out' | wc -l) = 2"
ok "bad lines are named" warns '^line 2:'
ok "each of them" warns '^line 6:'
code 0 "the rest is there" desk demand list --all --ids
ok "five in all" count 5

answered() {
	desk demand new --type consultation --topic fund.withdraw \
	    --title "may I withdraw" --content "may a tenant withdraw" \
	    --anonymous yes --then answer --answer yes --accepted yes "$@"
}
entry=$(echo 租房提取公积金 | desk search --batch --limit 1 | tr -d '[]"')
code 0 "answered from an entry of the base" answered --entries "$entry"
ok "and closed by that" says 'answered'
code 4 "an entry that is not there" answered --entries K1999-000001
ok "is named" warns 'K1999-000001'

code 0 "the table of moves" desk demand moves
ok "has the dispatch" says 'dispatch'
ok "and what can be undone" says 'with several at once, can be undone'
code 0 "as JSON" desk demand moves --json
ok "that too" says '"event":"merge".*"several":true.*"undone":false'
code 0 "as a diagram" desk demand moves --dot
ok "of Graphviz" says '^digraph'
man=${top_srcdir:-.}/man
ok "which is the manual's" cmp "$dir/out" "$man/demand.dot"
code 0 "as states" desk demand moves --states
sed -n '/^.Bd -literal/,/^.Ed/{//!p;}' "$man/desk12345-demand.7" \
    >"$dir/manual"
ok "which are the manual's" cmp "$dir/out" "$dir/manual"
# --- orders of another system
cat >"$dir/orders.csv" <<'CSV'
编号,诉求类型,标题,诉求内容,联系电话,区县,街道,承办单位,备注
A-1,投诉,路灯不亮,"晚上路灯不亮,
已经三天",13700000001,朝阳区,呼家楼街道,市住房公积金管理中心,x
A-2,咨询,提取公积金,租房能提取吗,13700000002,,,,
A-3,咨询,,没有标题,13700000003,,,,
CSV
code 1 "orders are taken in from CSV" \
    desk demand import --source old "$dir/orders.csv"
ok "each with both numbers" says 'A-2  new'
ok "a bad one is named" warns 'order 3: .*title'
code 1 "once more" desk demand import --source old "$dir/orders.csv"
ok "they are known" says 'A-1  known'
iconv -f UTF-8 -t GB18030 "$dir/orders.csv" >"$dir/orders.gb.csv"
code 1 "in GB18030 too" desk demand import --source old "$dir/orders.gb.csv"
ok "they are the same" says 'A-1  known'
echo '{"external_id":"B-1","type":"咨询","title":"t","content":"c",
"anonymous":true,"answer":"yes"}' | tr -d '\n' >"$dir/orders.jsonl"
code 0 "from JSON lines" desk demand import "$dir/orders.jsonl"
ok "too" says 'B-1  new'
# In ASCII, an order goes in before the next one comes.
{
	echo '{"external_id":"C-1","type":"consultation","title":"t","content":"c","anonymous":true}'
	i=0
	while test $i -lt 100 && ! grep -q 'C-1  new' "$dir/stream"; do
		i=$((i + 1))
		sleep 0.1
	done
	grep -q 'C-1  new' "$dir/stream" && echo yes >"$dir/came"
	echo '{"external_id":"C-2","type":"consultation","title":"t","content":"c","anonymous":true}'
} 2>/dev/null | desk demand import >"$dir/stream" 2>/dev/null
ok "orders go in as they come" test -s "$dir/came"
ok "to the last" grep -q 'C-2  new' "$dir/stream"
code 0 "sent again for a unit that is none" sh -c 'sed "s/\"answer\"/\"unit\"/" \
    "$1" | "$2" --language en demand import' - "$dir/orders.jsonl" "$desk"
ok "it says so" warns 'order 1: its unit is not known'

# --- Open311
code 2 "an export needs a reason" desk demand export
code 0 "service requests" desk demand export --reason "open data"
ok "are JSON" says '"service_request_id":"20261124-000001"'
ok "say what is open" says '"status":"open"'
ok "name no claimant" sh -c "! grep -q '138\|张' '$dir/out'"
code 0 "or XML" desk demand export --reason "open data" --format xml
ok "which is well formed" sh -c "! command -v xmllint >/dev/null ||
    xmllint --noout '$dir/out'"
ok "of the standard's names" says '<service_requests>'
code 0 "services" desk demand export --services
ok "have codes" says '"service_code":"fund.deposit"'

# --- a step with several at once, and undoing it
two="$(desk demand list --queue registered --ids | head -2)"
one=$(echo "$two" | head -1)
code 6 "what cannot be submitted keeps the others" \
    desk demand move submit $two $no
ok "and is named with the reason" warns "^$no: .*not possible in the state"
code 0 "a dry run" desk demand move submit $two $no --dry-run
ok "prints those that are left" count 2
code 0 "which are submitted" desk demand move submit $two $no --only-possible
ok "as one batch" says 'submit for dispatch: 2 demands, batch'
ok "which can be undone for a while" says 'until 2026-11-24 09:22'
batch=$(sed -n 's/.*batch //p' "$dir/out")
code 0 "the event" desk demand show "$one"
ok "names the batch" says "batch $batch"
code 6 "another person" as wang operator demand undo "$batch"
ok "cannot undo it" warns 'chen took this step'
code 0 "one moves on" as wang dispatcher demand move "$one" send-back \
    --missing place
code 7 "then it is not undone" desk demand undo
ok "and who has moved on is named" warns "^$one was changed by wang"
code 0 "but the rest is, when asked" desk demand undo --rest --json
ok "which is one" says '"undone":1'
code 7 "then nothing is left" desk demand undo
ok "that could be" warns 'nothing of it can be undone'
code 2 "what is no batch" desk demand undo last
ok "is named" warns '"last"'
code 2 "a version is of one demand" desk demand move submit $two --version 1
DESK12345_NOW='2026-11-24T09:30:00+08:00' \
    code 6 "later it is too late" desk demand undo "$batch"
ok "and says until when it was possible" warns 'until 2026-11-24 09:22'

# --- persons: from the first one on nobody else acts
code 6 "nobody acts as the desk itself" \
    "$desk" --as x --role system demand list
code 6 "the first person must be an administrator" \
    desk person set chen --roles operator --reason begin
code 0 "an administrator is named" \
    desk person set boss --roles admin --reason begin
code 6 "from then on others do not act" desk demand list
ok "and are told" warns 'chen may not work at this desk'
code 0 "the administrator lets them in" as boss admin \
    person set chen --roles "operator dispatcher" --reason "new here"
code 5 "not under a name that cannot be shown" as boss admin \
    person set "$(printf 'x\033[31m')" --roles operator --reason x
code 5 "nor for such a reason" as boss admin \
    person set dan --roles operator --reason "$(printf 'x\342\200\256y')"
code 2 "nor does one act" "$desk" --as "$(printf 'x\033[31m')" search gjj
code 5 "not with a role that is none" as boss admin \
    person set chen --roles king --reason x
code 0 "who has roles acts in them" desk demand list
code 6 "and in no other" as chen supervisor demand list
ok "which says what they are" warns 'dispatcher operator'
code 6 "nobody gives themselves a role" as boss admin \
    person set boss --roles "admin supervisor" --reason x
code 0 "persons are listed" as boss admin person list
ok "with their roles" says '^chen  chen  dispatcher operator'
code 0 "who leaves is made inactive" as boss admin \
    person set chen --active no --reason "has left"
code 6 "and acts no more" desk demand list
as boss admin person set chen --active yes --reason back >/dev/null

# --- what falls due
code 0 "tick records limits that ended, whoever cron is" \
    env DESK12345_NOW=2026-12-02T10:00:00+08:00 "$desk" --as cron \
    --language en tick
ok "one of them" says '^1 time limits ended'
code 0 "a second one" \
    env DESK12345_NOW=2026-12-02T10:05:00+08:00 "$desk" --as boss \
    --language en tick
ok "records nothing twice" says '^0 time limits ended'

# --- seals
code 0 "a key to seal with" as boss admin seal --make-key "$dir/key"
code 2 "which must be named" as boss admin seal
code 0 "the ledger is sealed" as boss admin seal --key "$dir/key"
code 0 "again" as boss admin seal --key "$dir/key"
ok "with the next number" says '^seal 2'
code 0 "check knows the seals" "$desk" --as cron --language en check ledger
ok "both" says 'sealed 2 times'
cp "$DESK12345_HOME/seals" "$dir/seals"
sed -i 1d "$DESK12345_HOME/seals"
code 11 "a seal that was taken out" as boss admin check ledger
ok "is missed" says 'seals:1: a seal before this one'
sed 's/^seal 1 2 1/seal 1 2 2/' "$dir/seals" \
    >"$DESK12345_HOME/seals"
code 11 "a seal that was changed" as boss admin check ledger
ok "is named" says 'seals:2: the seal is not of this key'
cp "$dir/seals" "$DESK12345_HOME/seals"

code 0 "check proves it" desk check ledger tables
ok "and counts" says '11 demands'

echo "1..$n"
