# SPDX-License-Identifier: MIT
#
# What `cmake --install` puts where: the header, both libraries, the command, airlock.pc and the
# CMake package. All paths are relative to the prefix, so that the installed tree can be moved.
include(CMakePackageConfigHelpers)

set(airlock_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/airlock")

install(FILES include/airlock.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(TARGETS airlock EXPORT airlock_shared
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(TARGETS airlock_static EXPORT airlock_static
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
if(AIRLOCK_BUILD_CLI)
  install(TARGETS airlock_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()

foreach(kind IN ITEMS shared static)
  install(EXPORT airlock_${kind} FILE airlock-${kind}-targets.cmake NAMESPACE airlock::
    DESTINATION "${airlock_package_dir}")
endforeach()
configure_package_config_file(cmake/airlock-config.cmake.in
  "${PROJECT_BINARY_DIR}/cmake/airlock-config.cmake"
  INSTALL_DESTINATION "${airlock_package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/cmake/airlock-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/cmake/airlock-config.cmake"
  "${PROJECT_BINARY_DIR}/cmake/airlock-config-version.cmake"
  DESTINATION "${airlock_package_dir}")

# The prefix is found from the place of the .pc file, unless libdir was given as a full path.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  set(airlock_pc_prefix "${CMAKE_INSTALL_PREFIX}")
else()
  file(RELATIVE_PATH up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
  string(REGEX REPLACE "/$" "" up "${up}")
  set(airlock_pc_prefix "\${pcfiledir}/${up}")
endif()
cmake_path(APPEND airlock_pc_includedir "\${prefix}" "${CMAKE_INSTALL_INCLUDEDIR}")
cmake_path(APPEND airlock_pc_libdir "\${prefix}" "${CMAKE_INSTALL_LIBDIR}")
list(TRANSFORM CMAKE_DL_LIBS PREPEND "-l" OUTPUT_VARIABLE airlock_pc_libs_private)
list(APPEND airlock_pc_libs_private ${CMAKE_THREAD_LIBS_INIT})
list(JOIN airlock_pc_libs_private " " airlock_pc_libs_private)
configure_file(cmake/airlock.pc.in "${PROJECT_BINARY_DIR}/cmake/airlock.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/cmake/airlock.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
