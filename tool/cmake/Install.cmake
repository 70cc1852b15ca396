# What `cmake --install` installs, in three components: tool, runtime (what programs need where the
# runtime is shared) and dev. A further library of ours is installed by adding its target to those of
# `thriftormTargets`, its headers beside the runtime's, and what it links to thriftormConfig.cmake.in.
include(CMakePackageConfigHelpers)

get_target_property(THRIFTORM_DRIVERS thriftorm_runtime THRIFTORM_DRIVERS)
if(NOT THRIFTORM_DRIVERS)
  set(THRIFTORM_DRIVERS "")
endif()
list(JOIN THRIFTORM_DRIVERS ", " THRIFTORM_DRIVER_NAMES)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/thriftorm)

list(TRANSFORM THRIFTORM_DRIVERS PREPEND thriftorm_ OUTPUT_VARIABLE driver_targets)
install(TARGETS thriftorm_runtime thriftorm_testing ${driver_targets} EXPORT thriftormTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT dev
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/include/thriftorm ${PROJECT_BINARY_DIR}/runtime/include/thriftorm
  ${PROJECT_SOURCE_DIR}/runtime/testing/include/thriftorm
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev FILES_MATCHING PATTERN *.h)
install(EXPORT thriftormTargets NAMESPACE thriftorm:: DESTINATION ${package_dir} COMPONENT dev)

if(THRIFTORM_TOOL)
  set(manual ${PROJECT_BINARY_DIR}/package/thriftorm.1)
  configure_file(${PROJECT_SOURCE_DIR}/tool/thriftorm.1.in ${manual} @ONLY)
  set(zsh_dir site-functions)
  if(THRIFTORM_PACKAGES)
    execute_process(COMMAND gzip -9nf ${manual} COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND manual .gz)
    set(zsh_dir vendor-completions)
  endif()
  install(TARGETS thriftorm EXPORT thriftormToolTargets
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tool)
  install(EXPORT thriftormToolTargets NAMESPACE thriftorm:: DESTINATION ${package_dir} COMPONENT tool)
  install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tool)
  set(completions ${PROJECT_BINARY_DIR}/package/completions)
  install(FILES ${completions}/thriftorm
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT tool)
  install(FILES ${completions}/_thriftorm DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${zsh_dir} COMPONENT tool)
  install(FILES ${completions}/thriftorm.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT tool)
  # What the README leads to, in the same folders, so that its links work.
  file(GLOB documents RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/annotations/REFERENCE.md
    ${PROJECT_SOURCE_DIR}/tool/COMMANDS.md ${PROJECT_SOURCE_DIR}/tool/flow.svg
    ${PROJECT_SOURCE_DIR}/runtime/[A-Z]*.md ${PROJECT_SOURCE_DIR}/runtime/testing/README.md
    ${PROJECT_SOURCE_DIR}/examples/*/*.md ${PROJECT_SOURCE_DIR}/test/compile_fail/README.md
    ${PROJECT_SOURCE_DIR}/test/bench/numbers.svg)
  foreach(document IN LISTS documents)
    get_filename_component(folder ${document} DIRECTORY)
    install(FILES ${PROJECT_SOURCE_DIR}/${document} DESTINATION ${CMAKE_INSTALL_DOCDIR}/${folder} COMPONENT tool)
  endforeach()
endif()

if(PROJECT_VERSION_MAJOR EQUAL 0)
  set(compatibility SameMinorVersion)
else()
  set(compatibility SameMajorVersion)
endif()
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/thriftormConfigVersion.cmake
  COMPATIBILITY ${compatibility})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/thriftormConfig.cmake.in
  ${PROJECT_BINARY_DIR}/package/thriftormConfig.cmake INSTALL_DESTINATION ${package_dir})
install(FILES
  ${PROJECT_BINARY_DIR}/package/thriftormConfig.cmake
  ${PROJECT_BINARY_DIR}/package/thriftormConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/ThriftormGenerate.cmake
  ${CMAKE_CURRENT_LIST_DIR}/ThriftormTests.cmake
  DESTINATION ${package_dir} COMPONENT dev)

# For builds without CMake. Users of a static library link what it links.
set(requires fmt)
if(THRIFTORM_SQLITE)
  list(APPEND requires sqlite3 libutf8proc)
endif()
if(THRIFTORM_MYSQL)
  list(APPEND requires ${THRIFTORM_MYSQL_CLIENT_MODULE_NAME})
endif()
list(JOIN requires ", " requires)
set(links -pthread)
if(THRIFTORM_HAS_MYSQLX)
  list(APPEND links $<TARGET_FILE:mysql::concpp>)
endif()
list(JOIN links " " links)
if(BUILD_SHARED_LIBS)
  set(THRIFTORM_PC_LINKS "\nRequires.private: ${requires}\nLibs.private: ${links}")
else()
  set(THRIFTORM_PC_LINKS " ${links}\nRequires: ${requires}")
endif()
list(TRANSFORM THRIFTORM_DRIVERS TOUPPER OUTPUT_VARIABLE definitions)
list(TRANSFORM definitions REPLACE "(.+)" " -DTHRIFTORM_HAS_\\1=1")
list(JOIN definitions "" THRIFTORM_PC_DEFINITIONS)
file(RELATIVE_PATH THRIFTORM_PC_PREFIX
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${CMAKE_CURRENT_LIST_DIR}/thriftorm.pc.in ${PROJECT_BINARY_DIR}/package/thriftorm.pc.in @ONLY)
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/package/thriftorm.pc INPUT ${PROJECT_BINARY_DIR}/package/thriftorm.pc.in)
install(FILES ${PROJECT_BINARY_DIR}/package/thriftorm.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)
