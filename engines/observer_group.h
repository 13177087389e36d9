// ObserverGroup: the engines of the lanes of a session, which go through the
// same statements. What the observer of one of them has read, another need not
// read from the same bytes again: see engines/sqlite_observe.h.
//
//   EngineOptions options;
//   options.group = std::make_shared<ObserverGroup>();
//   OpenEngine("sqlite", options), OpenEngine("rebuild", options);
#ifndef ALTEREGO_ENGINES_OBSERVER_GROUP_H_
#define ALTEREGO_ENGINES_OBSERVER_GROUP_H_

#include <vector>

namespace alterego {

class SqliteObserver;

class ObserverGroup {
 private:
  friend class SqliteObserver;
  std::vector<SqliteObserver*> observers_;  // enter and leave by themselves
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_OBSERVER_GROUP_H_
