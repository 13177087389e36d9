// RapidCheck draws a new seed for every process; a test run must not. So the
// seed is fixed here, unless the caller chose one:
//
//   RC_PARAMS="seed=7 max_success=5000" property_tests
#include <cstdlib>

namespace {

const bool kParamsAreSet = [] {
  return setenv("RC_PARAMS", "seed=20261121 max_success=150", 0) == 0;
}();

}  // namespace
