#!/bin/sh
# Stands in for a coding agent: each step of the example does its part of the work in the directory it is started in.
set -eu

step=$SIGNALBOX_STEP

# A new version of one part of the shop, with a test for it.
renew() {
    printf '%s_version() { echo 2; }\n' "$1" >>"src/$1.sh"
    printf '[ "$(%s_version)" -eq 2 ]\n' "$1" >>"tests/$1.sh"
}

# Says what was done where everybody says it, although nobody has claimed that file.
tell() {
    sed "s|^## Unreleased\$|&\n- $step: $1|" CHANGELOG.md >CHANGELOG.new
    mv CHANGELOG.new CHANGELOG.md
}

# The planned conflict: neither of the two goes on before the other has begun, so that both begin with the same files.
meet() {
    place=$(git rev-parse --path-format=absolute --git-common-dir)/refactor-example
    mkdir -p "$place"
    : >"$place/$step"
    tries=0
    while ! [ -e "$place/$1" ] && [ "$tries" -lt 300 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
}

case $step in
    survey) echo '1. Renew every part. 2. Say so.' >>docs/plan.md ;;
    cart) meet prices && renew cart && tell 'keeps what is in it' ;;
    prices) meet cart && renew prices && tell 'in whole cents' ;;
    orders) renew orders ;;
    stock) renew stock ;;
    guide) echo 'Every part has version 2.' >>docs/guide.md ;;
    readme) echo 'See docs/guide.md.' >>README.md && echo 'Written with the README.' >>docs/guide.md ;;
    release)
        for part in cart prices orders stock; do
            grep -q 'echo 2' "src/$part.sh"
        done
        echo 2.0 >VERSION
        ;;
    *) echo "nobody has said what $step is to do" >&2 && exit 2 ;;
esac
echo "$step: done, attempt $SIGNALBOX_ATTEMPT"
