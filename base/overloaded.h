// Visits a variant with one lambda per alternative and no fallback, so that a
// new alternative that nobody handles does not compile.
//
//   std::visit(Overloaded{[](const Begin&) {...}, [](const Commit&) {...}}, s);
#ifndef ALTEREGO_BASE_OVERLOADED_H_
#define ALTEREGO_BASE_OVERLOADED_H_

namespace alterego {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace alterego

#endif  // ALTEREGO_BASE_OVERLOADED_H_
