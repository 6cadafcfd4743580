#!/bin/sh
# The desk's own entries, from a question without an answer to a caller.

. "${top_srcdir:-.}/tests/tap.sh"
DESK12345_NOW='2026-11-24T09:12:00+08:00'
export DESK12345_NOW

# says_not WORDS: the last command did not print them
says_not() { ! says "$1"; }

as() {
	who=$1
	role=$2
	shift 2
	"$desk" --as "$who" --role "$role" --language en "$@"
}

chen() { as chen editor knowledge "$@"; }
sun() { as sun editor knowledge "$@"; }
# found WORDS: an answer for callers has them
found() { "$desk" --language en search 青蛙能否合租 | grep -q "$1"; }

code 0 "there is a base to begin with" as sun editor search 公积金
code 6 "an operator writes no entry" as wu operator knowledge new --query x
code 2 "a draft needs a beginning" chen new
code 0 "a question becomes a draft" chen new --query '青蛙能否合租 13812345678'
ok "which is shown" says '^1  draft'
ok "without the number" says_not 13812345678
code 5 "it cannot go to review without an answer" chen submit 1
code 5 "there is no such field" chen set 1 colour green
code 0 "its title is mended" chen set 1 title 青蛙能否合租？
code 0 "and its question" chen set 1 question 青蛙能否合租？
code 0 "it gets an answer" chen set 1 answer_short 青蛙可以合租
code 0 "an owner" chen set 1 owner_unit 市住房城乡建设委
code 0 "and goes to review" chen submit 1
code 6 "now it cannot be changed" chen set 1 answer_short 不可以
code 6 "who wrote it does not publish it" chen publish 1
code 1 "nor is it found" found 青蛙可以合租
code 0 "another person publishes it" sun publish 1
code 0 "and callers are told at once" found 青蛙可以合租
code 0 "the nightly refresh keeps it" as sun editor refresh
code 0 "it is still there" found 青蛙可以合租
code 0 "it is revised" chen revise 1
code 0 "with another answer" chen set 1 answer_short 青蛙不可合租
code 0 "until then the old one holds" found 青蛙可以合租
code 0 "review" chen submit 1
code 5 "giving back needs a reason" sun return 1
code 0 "given back" sun return 1 --note 'say why'
code 0 "review again" chen submit 1
code 0 "published" sun publish 1
code 0 "the new answer holds" found 青蛙不可合租
code 0 "it is suspended" chen suspend 1 --note 'it is being checked'
code 1 "and not found" found 青蛙不可合租
code 6 "the writer does not take it up again" chen resume 1
code 0 "another does" sun resume 1
code 0 "and it is found" found 青蛙不可合租
code 0 "it is withdrawn" chen withdraw 1 --note 'no frogs'
code 1 "and gone" found 青蛙不可合租

code 0 "a demand is answered" as wu operator demand new --type consultation \
    --title '合租的青蛙' --content '电话 13812345678，青蛙能否合租' \
    --anonymous yes --then answer --answer '可以，致电 13912345678' \
    --none-found 没有条目 --accepted yes
code 0 "its answer becomes a draft" chen new --demand 20261124-000001
ok "with what was answered" says '可以'
ok "but no phone number" says_not '1[0-9]\{10\}'
code 0 "the list has both" chen list
ok "by status" says '^1  withdrawn'

# Flags. 2026-11-24 is a Tuesday.
entry=$("$desk" --language en search 公积金 | grep -o '[A-Z][0-9]*-[0-9]*' |
    head -1)
wu() { as wu operator knowledge "$@"; }
code 0 "no flag is there" wu flags
ok "none" says_not .
code 2 "a flag has a kind" wu flag "$entry" ugly --text x
code 5 "and words" wu flag "$entry" wrong --text ' '
code 4 "of an entry that is there" wu flag K1999-000001 wrong --text x
code 0 "an entry is wrong" wu flag "$entry" wrong \
    --text '电话 13812345678 打不通'
ok "the owner has a working day" says '+ 1 wd = 2026-11-25 09:12'
ok "a number in it is masked" says_not 13812345678
code 0 "another is unclear" wu flag "$entry" unclear --text '哪天起算'
ok "the owner has three" says '+ 3 wd = 2026-11-27 09:12'
code 0 "they are listed" wu flags
ok "soonest due first" says '^1  .*  wrong  '
code 6 "who flags does not settle" wu settle 1 --text done
code 5 "settling says what was done" chen settle 1
code 0 "an editor settles it" chen settle 1 --text '号码已改'
code 7 "once" sun settle 1 --text '又改'
code 4 "one that is there" sun settle 9 --text x
code 0 "the list has open ones" wu flags --json
ok "as JSON" says '^\[{.*"settled_at":"".*"kind":"unclear"'
ok "and no settled one" says_not '"id":1,'
code 0 "unless all are asked for" wu flags --all
ok "with what was done" says '号码已改'

# what callers find is flagged in the list of those who wrote it
code 0 "an entry of the desk" chen new --query '蛤蟆能否落户'
code 0 "its title" chen set 3 title 蛤蟆能否落户？
code 0 "and answer" chen set 3 answer_short 蛤蟆可以落户
code 0 "its owner" chen set 3 owner_unit 市住房城乡建设委
code 0 "goes to review" chen submit 3
code 0 "is published" sun publish 3
code 0 "without a flag" chen list published
ok "it has no mark" says_not flagged
entry=$("$desk" --language en search 蛤蟆能否落户 | grep -o 'K[0-9]*-[0-9]*' |
    head -1)
code 0 "it is flagged" wu flag "$entry" wrong --text 不能
code 0 "and listed" chen list published
ok "with a mark" says '^3  .*flagged: 1'
code 0 "the ledger is sound" "$desk" --language en check ledger
echo "1..$n"
