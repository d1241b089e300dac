#!/bin/sh
# Compares what the run has made with what it should have: all the work, each piece once, and nothing of the owner's touched.
#   sh examples/refactor/check.sh REPOSITORY RUN
set -eu

repository=$1
branch=refs/heads/signalbox/$2
wrong=0

fail() {
    echo "wrong: $1" >&2
    wrong=1
}

shows() {
    git -C "$repository" show "$branch:$1"
}

once() {
    found=$(shows "$1" | grep -cxF -- "$2" || true)
    [ "$found" = 1 ] || fail "$1 has '$2' $found times"
}

once docs/plan.md '1. Renew every part. 2. Say so.'
for part in cart prices orders stock; do
    once "src/$part.sh" "${part}_version() { echo 2; }"
    once "tests/$part.sh" "[ \"\$(${part}_version)\" -eq 2 ]"
done
once CHANGELOG.md '- cart: keeps what is in it'
once CHANGELOG.md '- prices: in whole cents'
once CHANGELOG.md '- The first shop.'
once docs/guide.md 'Every part has version 2.'
once docs/guide.md 'Written with the README.'
once README.md 'See docs/guide.md.'
once README.md 'Sells what is in stock.'
once VERSION 2.0
[ "$(shows VERSION | wc -l)" -eq 1 ] || fail 'VERSION has more than a version'

for step in survey cart prices orders stock guide readme release; do
    merges=$(git -C "$repository" log --first-parent --format=%B "refs/signalbox/base/$2..$branch" |
        grep -cxF "Signalbox-Step: $step" || true)
    [ "$merges" = 1 ] || fail "$step is merged $merges times"
done

checkout=$(mktemp -d)
trap 'rm -rf "$checkout"' EXIT
git -C "$repository" archive "$branch" | tar -x -C "$checkout"
(cd "$checkout" && sh tests/run.sh) || fail 'the tests of what is merged fail'

[ "$(git -C "$repository" symbolic-ref --short HEAD)" = main ] || fail 'the owner is on another branch'
[ "$(git -C "$repository" rev-list --count main)" = 1 ] || fail 'the branch of the owner has moved'
[ -z "$(git -C "$repository" status --porcelain)" ] || fail 'the checkout of the owner has changed'
git -C "$repository" fsck --connectivity-only --no-dangling >/dev/null || fail 'the repository is broken'

[ "$wrong" = 0 ] && echo 'right: all the work is there, once, and nothing else was touched'
exit "$wrong"
