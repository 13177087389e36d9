#!/usr/bin/env bash
# A campaign on several machines over ssh, with GNU parallel.
#
#   scripts/cluster/parallel.sh --shards 64 --out OUT [--hosts HOSTS] \
#     [--ssh COMMAND] [--retries N] -- --seed 7 --runs 1000000
#
# HOSTS is what `parallel -S` takes: 8/first,8/second: that many shards at once
# on each; ":" (the default) is this machine. The program and OUT must be at the
# same place on all of them, so put both on a shared folder. What follows --
# goes to `alterego fuzz`.
#
# Run again after anything that stopped it: shards that ended stay ended, others
# go on. At the end all is merged: see scripts/cluster/merge.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; }
fail() { echo "scripts/cluster/parallel.sh: $*" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shards='' out='' hosts=: ssh='' retries=3
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --shards | --out | --hosts | --ssh | --retries)
      [[ $# -gt 1 ]] || fail "$1 needs a value"
      declare "${1#--}=$2"
      shift 2
      ;;
    --) shift; break ;;
    *) fail "unknown argument '$1'; see --help" ;;
  esac
done
[[ $shards =~ ^[1-9][0-9]*$ ]] || fail "--shards is how many there are"
[[ -n $out ]] || fail "--out is where they go"
[[ " $* " == *" --seed"* ]] || fail "give alterego fuzz a --seed, behind --"
command -v parallel >/dev/null || fail "apt-get install parallel"
mkdir -p "$out"
out=$(cd "$out" && pwd)

arguments=(-S "$hosts" --joblog "$out/jobs.tsv" --retries "$retries"
  --env ALTEREGO_PROGRAM)
[[ -z $ssh ]] || arguments+=(--ssh "$ssh")
program=$here/../../build/release/bin/alterego
export ALTEREGO_PROGRAM=${ALTEREGO_PROGRAM:-$program}
code=0
seq 0 $((shards - 1)) | parallel --quote "${arguments[@]}" \
  "$here/shard" {} "$shards" "$out" "$@" || code=$?
"$here/merge" "$out"
[[ $code -eq 0 ]] || {
  echo "scripts/cluster/parallel.sh: $code shards did not end; the same" \
    "command goes on with them" >&2
  exit 3
}
