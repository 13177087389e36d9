# Compiles through ccache where it is installed and nothing else was chosen.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(ALTEREGO_CCACHE ccache)
  mark_as_advanced(ALTEREGO_CCACHE)
  if(ALTEREGO_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${ALTEREGO_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ALTEREGO_CCACHE})
  endif()
endif()
