# alterego_allocator: jemalloc, for programs that open and close small databases
# all the time. A third of such a program's time is glibc's malloc otherwise; no
# result depends on it. Never in a library: that choice is the application's.
add_library(alterego_allocator INTERFACE)
if(ALTEREGO_SANITIZE)  # brings an allocator of its own
  return()
endif()
find_library(JEMALLOC_LIBRARY jemalloc)
if(JEMALLOC_LIBRARY)
  # Whatever the program calls itself, the libraries behind it allocate.
  target_link_options(alterego_allocator INTERFACE
    -Wl,--push-state,--no-as-needed ${JEMALLOC_LIBRARY} -Wl,--pop-state)
else()
  message(STATUS "jemalloc is missing: the program will be slower")
endif()
