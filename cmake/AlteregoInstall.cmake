# cmake --install: the layers as libraries, their headers below
# include/alterego/, the program, and what find_package(alterego) reads.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(alterego_layers
  base model shadow generator rebuild engines oracle runner)
set(alterego_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/alterego)

list(TRANSFORM alterego_layers PREPEND alterego_ OUTPUT_VARIABLE targets)
install(TARGETS ${targets} EXPORT alteregoTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/engines/drivers
  DESTINATION ${CMAKE_INSTALL_DATADIR}/alterego)
install(TARGETS alterego RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS alterego_extension
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/alterego)
foreach(layer IN LISTS alterego_layers)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${layer}/
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/alterego/${layer}
    FILES_MATCHING PATTERN "*.h")
endforeach()

install(EXPORT alteregoTargets NAMESPACE alterego::
  DESTINATION ${alterego_package_dir})
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/alteregoConfig.cmake.in
  ${PROJECT_BINARY_DIR}/alteregoConfig.cmake
  INSTALL_DESTINATION ${alterego_package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/alteregoConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/alteregoConfig.cmake
  ${PROJECT_BINARY_DIR}/alteregoConfigVersion.cmake
  DESTINATION ${alterego_package_dir})
