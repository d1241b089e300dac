#!/bin/sh
# Makes the small repository that the example works on: a shop in shell scripts, with tests.
#   sh examples/refactor/make-repository.sh DIRECTORY
set -eu

here=$(cd "$(dirname "$0")" && pwd)
repository=$1
mkdir -p "$repository"
cd "$repository"
if [ -e .git ]; then
    echo "there is a repository in $repository already" >&2
    exit 2
fi
git init --quiet --initial-branch=main
mkdir src tests docs tools
cp "$here/agent.sh" tools/agent.sh

for part in cart prices orders stock; do
    cat >"src/$part.sh" <<EOF
# The $part of the shop.
${part}_version() { echo 1; }
EOF
    cat >"tests/$part.sh" <<EOF
. src/$part.sh
[ "\$(${part}_version)" -ge 1 ]
EOF
done

cat >tests/run.sh <<'EOF'
#!/bin/sh
# Runs every test, and fails with the first that does.
set -eu
for test in tests/*.sh; do
    [ "$test" = tests/run.sh ] || sh -eu "$test" || { echo "$test fails" >&2; exit 1; }
done
EOF

printf '# Shop\n\nSells what is in stock.\n' >README.md
printf '# Plan\n' >docs/plan.md
printf '# Guide\n' >docs/guide.md
printf '# Changes\n\n## Unreleased\n\n## 1.0\n- The first shop.\n' >CHANGELOG.md
echo 1.0 >VERSION

git add --all
git -c user.name=owner -c user.email=owner@example.org -c commit.gpgSign=false -c core.hooksPath=/dev/null \
    commit --quiet --message 'A small shop'
echo "made $repository"
