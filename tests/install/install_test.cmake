# Installs the build into a fresh directory, builds the project consumer/
# against what was installed, and runs it.
#
#   cmake -DBUILD=<build> -DSOURCE=<source> -DWORK=<scratch>
#     -DCXX=<compiler> -P install_test.cmake
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result
    OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "failed (${result}): ${ARGV}\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
# As a packager would move it: nothing may point into the build or the source.
file(RENAME ${WORK}/prefix ${WORK}/moved)
file(GLOB_RECURSE configs ${WORK}/moved/*.cmake)
foreach(config IN LISTS configs)
  file(READ ${config} text)
  foreach(place ${BUILD} ${SOURCE})
    string(FIND "${text}" "${place}/" found)
    if(NOT found EQUAL -1)
      message(FATAL_ERROR "${config} mentions ${place}")
    endif()
  endforeach()
endforeach()
run(${CMAKE_COMMAND} -S ${SOURCE}/tests/install/consumer -B ${WORK}/consumer
  -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/moved -DCMAKE_CXX_COMPILER=${CXX})
run(${CMAKE_COMMAND} --build ${WORK}/consumer)
run(${WORK}/consumer/consumer)
run(${WORK}/consumer/c_consumer)
run(${WORK}/moved/bin/alterego --version)
