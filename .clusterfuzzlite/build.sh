#!/bin/bash -eu
# Builds the libFuzzer targets inside an OSS-Fuzz image: its compiler and flags.
# https://google.github.io/oss-fuzz/getting-started/new-project-guide/
source_dir=$SRC/alterego

# The packaged libraries are made with libstdc++; the images default to libc++.
export CXXFLAGS=${CXXFLAGS//-stdlib=libc++/}
cmake -S "$source_dir" -B "$WORK/build" -G Ninja \
  -DCMAKE_BUILD_TYPE=None -DALTEREGO_TESTS=OFF -DALTEREGO_INSTALL=OFF \
  -DALTEREGO_FUZZERS=ON -DALTEREGO_FUZZING_ENGINE="$LIB_FUZZING_ENGINE"
for source in "$source_dir"/fuzz_targets/*.cc; do
  name=$(basename "$source" .cc)
  [[ $name == replay_main ]] && continue
  cmake --build "$WORK/build" --target "${name}_fuzzer"
  cp "$WORK/build/fuzz_targets/${name}_fuzzer" "$OUT/"
  (cd "$source_dir/corpus/$name" &&
    zip -q -r "$OUT/${name}_fuzzer_seed_corpus.zip" .)
  printf '[libfuzzer]\nmax_len=2048\n' >"$OUT/${name}_fuzzer.options"
done

# A target that comes upon a bug of SQLite's own has found nothing.
cp -r "$source_dir/corpus/known" "$OUT/"

# The images that run the targets have no packages: the libraries go along, and
# find each other there (a RUNPATH would serve the program alone).
mkdir -p "$OUT/lib"
ldd "$OUT"/*_fuzzer |
  awk '/=> \/.*(absl|sqlite3|stdc|gcc_s)/ {print $3}' | sort -u |
  while read -r library; do cp "$library" "$OUT/lib/"; done
for target in "$OUT"/*_fuzzer; do
  # shellcheck disable=SC2016  # the loader reads $ORIGIN
  patchelf --force-rpath --set-rpath '$ORIGIN/lib' "$target"
done
