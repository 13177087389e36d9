# shellcheck shell=bash
# Shell functions that the scripts share. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# The number of processors this process may use.
processors() { nproc; }

# quietly WHAT COMMAND...: says WHAT, keeps the command's output to itself,
# prints it if the command fails.
quietly() {
  local what=$1 log status=0
  shift
  echo "$what" >&2
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [[ $status -ne 0 ]]; then
    cat "$log" >&2
    echo "failed: $*" >&2
  fi
  rm -f "$log"
  return "$status"
}

# llvm_tool NAME: the command; Debian names its tools after their release.
llvm_tool() {
  local name
  for name in "$1" "$1-14" "$1-16" "$1-15" "$1-19"; do
    command -v "$name" && return
  done
  echo "$0: there is no $1: install llvm" >&2
  return 3
}

# build PRESET [TARGET...]: configures and builds; all targets by default.
# JOBS overrides the number of parallel compilations; configure_flags adds to
# the preset.
configure_flags=()
build() {
  local preset=$1
  shift
  local targets=()
  [[ $# -eq 0 ]] || targets=(--target "$@")
  quietly "Configuring build/$preset" cmake -S "$root" --preset "$preset" \
    "${configure_flags[@]}" || return 3
  quietly "Building ${*:-everything} in build/$preset" \
    cmake --build "$root/build/$preset" --parallel \
    "${JOBS:-$(processors)}" "${targets[@]}" || return 3
}
