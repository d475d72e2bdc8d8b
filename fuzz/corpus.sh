#!/bin/sh
# Makes the corpus of each target out of the fixtures and the rules.
set -eu
cd "$(dirname "$0")"
mkdir -p corpus/check corpus/readers corpus/yaml corpus/dates

number=0
previous=../fixtures/articles
for file in $(find ../fixtures -type f \( -name '*.md' -o -name '*.html' -o -name '*.txt' \) | sort); do
    number=$((number + 1))
    cp "$file" "corpus/readers/$number"
    # The first byte chooses how the two files are read; the unit separator parts them.
    { printf '\000'; cat "$file"; printf '\037'; if [ -f "$previous" ]; then cat "$previous"; fi; } > "corpus/check/$number"
    grep -oE '[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}' "$file" | head -n 1 > "corpus/dates/$number" || true
    previous=$file
done
for file in $(find ../fixtures ../rules -type f -name '*.yaml' | sort); do
    number=$((number + 1))
    head -c 20000 "$file" > "corpus/yaml/$number"
done
echo "$number files"
