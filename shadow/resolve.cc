#include "shadow/resolve.h"

#include "shadow/binder.h"

namespace alterego::shadow {

Resolution Resolve(const Snapshot& snapshot, const Dialect& dialect,
                   size_t database, const Object& object) {
  BindOptions options;
  options.ddl_strings = dialect.dqs_ddl;
  options.json = false;
  return Binder(snapshot, dialect).Resolve(database, object, options);
}

}  // namespace alterego::shadow
