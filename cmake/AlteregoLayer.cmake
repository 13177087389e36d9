# One library target a folder: alterego_layer(shadow DEPENDS model).
# Every .cc below the folder belongs to it.
find_package(absl REQUIRED)
find_package(Threads REQUIRED)

add_library(alterego_options INTERFACE)
target_compile_features(alterego_options INTERFACE cxx_std_20)
target_compile_options(alterego_options INTERFACE -Wall -Wextra)
if(ALTEREGO_SANITIZE STREQUAL "thread")
  target_compile_options(alterego_options INTERFACE -fsanitize=thread)
  target_link_options(alterego_options INTERFACE -fsanitize=thread)
elseif(ALTEREGO_SANITIZE)
  target_compile_options(alterego_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(alterego_options INTERFACE -fsanitize=address,undefined)
endif()
if(ALTEREGO_COVERAGE)
  # Counters in our own code only: the templates of other libraries are most of
  # what is compiled. They can lie in the file itself (%c): workers end without
  # exit(), and some are killed.
  set(alterego_counted ${PROJECT_BINARY_DIR}/generated/counted.list)
  file(CONFIGURE OUTPUT ${alterego_counted}
    CONTENT "[clang]\ndefault:skip\nsrc:@PROJECT_SOURCE_DIR@/*\n" @ONLY)
  target_compile_options(alterego_options INTERFACE
    -fprofile-instr-generate -fcoverage-mapping
    -fprofile-list=${alterego_counted}
    "SHELL:-mllvm -runtime-counter-relocation")
  target_link_options(alterego_options INTERFACE -fprofile-instr-generate)
endif()
if(ALTEREGO_FUZZERS)
  target_compile_options(alterego_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The system's SQLite, or one with the same instrumentation as everything else:
# coverage of SQLite's own code guides a fuzzer then.
if(ALTEREGO_SQLITE_SOURCE)
  add_library(alterego_sqlite STATIC ${ALTEREGO_SQLITE_SOURCE})
  target_compile_definitions(alterego_sqlite PRIVATE SQLITE_ENABLE_FTS5
    SQLITE_ENABLE_RTREE SQLITE_ENABLE_DESERIALIZE)
  # Its own arithmetic is not what UBSan is asked about.
  target_compile_options(alterego_sqlite PRIVATE -w
    $<$<BOOL:${ALTEREGO_SANITIZE}>:-fno-sanitize=undefined>)
  target_link_libraries(alterego_sqlite
    PUBLIC m Threads::Threads ${CMAKE_DL_LIBS} PRIVATE alterego_options)
  set_target_properties(alterego_sqlite PROPERTIES POSITION_INDEPENDENT_CODE ON)
  add_library(SQLite::SQLite3 ALIAS alterego_sqlite)
else()
  find_package(SQLite3 REQUIRED)
endif()

function(alterego_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 LAYER "" "" "DEPENDS;LINK;SOURCES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
    ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(APPEND sources ${LAYER_SOURCES})
  if(ALTEREGO_MUTANTS)  # only where there are some: ccache knows the rest
    foreach(source IN LISTS sources)
      if(NOT EXISTS ${source})  # generated
        continue()
      endif()
      file(STRINGS ${source} mutants REGEX "ALTEREGO_MUTANT" LIMIT_COUNT 1)
      if(mutants)
        set_property(SOURCE ${source} APPEND PROPERTY
          COMPILE_DEFINITIONS ALTEREGO_MUTANTS)
      endif()
    endforeach()
  endif()
  add_library(alterego_${name} STATIC ${sources})
  add_library(alterego::${name} ALIAS alterego_${name})
  set_target_properties(alterego_${name} PROPERTIES
    EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON LINKER_LANGUAGE CXX)
  target_include_directories(alterego_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated>
    $<INSTALL_INTERFACE:include/alterego>)
  list(TRANSFORM LAYER_DEPENDS PREPEND alterego::)
  target_link_libraries(alterego_${name}
    PUBLIC ${LAYER_DEPENDS} ${LAYER_LINK}
    PRIVATE $<BUILD_INTERFACE:alterego_options>)
  target_compile_features(alterego_${name} PUBLIC cxx_std_20)
endfunction()
