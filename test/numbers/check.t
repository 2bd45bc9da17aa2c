#!/bin/sh
# check: the arithmetic of src/numbers by itself: only a C compiler is needed, no server and none of its headers.
# Prints TAP. INPUTS is the number of inputs that each noun's laws are tried on, SEED repeats a run.
cd "$(dirname "$0")/../.." || exit 1
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
cc=${CC:-cc}

flags='-std=gnu11 -O2 -Wall -Wextra -Werror -ffp-contract=off -Isrc'
checks='-fsanitize=undefined -fno-sanitize-recover'
echo 'int main(void) { return 0; }' >"$place/empty.c"
# shellcheck disable=SC2086
$cc $checks "$place/empty.c" -o "$place/empty" 2>/dev/null && "$place/empty" || checks=

for noun in money scaled wide double_double calendar ranking statistics proportions; do
    # shellcheck disable=SC2086
    if $cc $flags $checks "test/numbers/$noun.c" test/numbers/check.c test/numbers/driver.c src/numbers/*.c -lm \
        -o "$place/$noun" >"$place/said" 2>&1; then
        "$place/$noun" 2>"$place/said" || echo "not ok - ended with status $?"
    else
        echo 'not ok - does not compile'
    fi | sed "s/^\(# \|ok - \|not ok - \)/&$noun: /"
    sed 's/^/# /' "$place/said"
done >"$place/tap"
cat "$place/tap"
echo "1..$(grep -cE '^(not )?ok' "$place/tap")"
! grep -q '^not ok' "$place/tap"
