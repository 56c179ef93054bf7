#!/usr/bin/env bash
# Builds the jar twice from nothing and compares the bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
once() {
    rm -rf target/classes target/maven-status target/*.jar
    mvn -B -q -ntp package -Dmaven.test.skip=true
    sha256sum target/diffusam-studio-*.jar | cut -d' ' -f1
}
first=$(once)
second=$(once)
echo "$first"
echo "$second"
[ "$first" = "$second" ] && echo "the same bytes twice"
