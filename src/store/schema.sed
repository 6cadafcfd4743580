# Makes a C string of an SQL text: comments go, each line is a literal.
/^--/d
s/[ 	]*--.*$//
/^[ 	]*$/d
s/\\/\\\\/g
s/"/\\"/g
s/^[ 	]*/	"/
s/$/\\n"/
