#include "selftest/lies.h"

namespace alterego::selftest {

const std::vector<Lie>& Lies() {
  static const auto* const lies = [] {
    auto* all = new std::vector<Lie>;
    for (const std::vector<Lie>& part :
         {SpoilingLies(), RowLies(), AnswerLies()}) {
      all->insert(all->end(), part.begin(), part.end());
    }
    return all;
  }();
  return *lies;
}

}  // namespace alterego::selftest
