# Compiles through ccache where it is installed and nothing else was chosen.
# Paths below the checkout are cut, so that every checkout has the same cache;
# not in a coverage build, whose counters know the files by their paths.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(ALTEREGO_CCACHE ccache)
  mark_as_advanced(ALTEREGO_CCACHE)
  if(ALTEREGO_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ALTEREGO_CCACHE})
    if(NOT ALTEREGO_COVERAGE)
      list(PREPEND CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1)
    endif()
    set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
  endif()
endif()
