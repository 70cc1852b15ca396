# thriftorm_add_tests(TARGET <library> [NAME <name>] [DDL_DIR <folder>] [URL_VARIABLES <variable>…])
#
# Makes the doctest suites of a library that thriftorm_generate() has made, as the program <name>, and
# registers it with CTest under the label `generated`. It writes nothing but a database of its own,
# `<namespace>_test_<8 hexadecimal digits>`, which it drops at the end.
#
#   TARGET         the library; its folder must be this one, or one that was added before
#   NAME           of the program and its test; default: the library's, and `_suite`
#   DDL_DIR        where the committed DDL is, which create_schema() must send
#   URL_VARIABLES  environment variables that name further databases, each for a test of its own,
#                  `<name>_<variable>`; one whose variable is not set is skipped and says so
#
# The test itself runs on the database that THRIFTORM_TEST_URL names, by default SQLite in memory:
#
#   thriftorm_add_tests(TARGET shop_db)
#   $ ctest -L generated
#   $ THRIFTORM_TEST_URL=mysql://tester:secret@localhost/shop ctest -L generated
function(thriftorm_add_tests)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;NAME;DDL_DIR" "URL_VARIABLES")
  if(NOT arg_TARGET OR NOT TARGET ${arg_TARGET})
    message(FATAL_ERROR "thriftorm_add_tests: TARGET must be a library of thriftorm_generate()")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "thriftorm_add_tests: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  get_target_property(arguments ${arg_TARGET} THRIFTORM_ARGUMENTS)
  get_target_property(folder ${arg_TARGET} THRIFTORM_FOLDER)
  get_target_property(tables ${arg_TARGET} THRIFTORM_TABLES)
  get_target_property(inputs ${arg_TARGET} THRIFTORM_INPUTS)
  get_target_property(clang_flags ${arg_TARGET} THRIFTORM_CLANG_FLAGS)
  if(NOT arguments)
    message(FATAL_ERROR "thriftorm_add_tests: thriftorm_generate() did not make ${arg_TARGET}")
  endif()
  if(NOT arg_NAME)
    set(arg_NAME "${arg_TARGET}_suite")
  endif()
  find_path(DOCTEST_INCLUDE_DIR doctest/doctest.h REQUIRED)

  set(root "${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}.gen")
  set(header "${root}/${folder}/suite.h")
  set(sources "${root}/${folder}/suite.cpp")
  foreach(table IN LISTS tables)
    list(APPEND sources "${root}/${folder}/${table}_test.cpp")
  endforeach()
  add_custom_command(
    OUTPUT ${header} ${sources}
    COMMAND thriftorm::thriftorm generate ${arguments} --tests "${root}" --depfile "${root}/${arg_NAME}.d" -- ${clang_flags}
    DEPENDS thriftorm::thriftorm ${inputs}
    DEPFILE "${root}/${arg_NAME}.d"
    COMMENT "thriftorm: the tests of ${arg_TARGET}"
    VERBATIM)
  add_executable(${arg_NAME} ${sources} ${header})
  # The sources are known by their folder: two tables' tests include the one header beside them.
  target_link_libraries(${arg_NAME} PRIVATE ${arg_TARGET} thriftorm::testing)
  target_include_directories(${arg_NAME} SYSTEM PRIVATE "${DOCTEST_INCLUDE_DIR}")

  set(options "")
  if(arg_DDL_DIR)
    get_target_property(idl ${arg_TARGET} THRIFTORM_IDL)
    get_filename_component(stem "${idl}" NAME_WE)
    file(REAL_PATH "${arg_DDL_DIR}" ddl_dir BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND options "--ddl=${ddl_dir}/${stem}")
  endif()
  add_test(NAME ${arg_NAME} COMMAND ${arg_NAME} ${options})
  set(tests ${arg_NAME})
  foreach(variable IN LISTS arg_URL_VARIABLES)
    add_test(NAME ${arg_NAME}_${variable} COMMAND ${arg_NAME} --url-from=${variable} ${options})
    list(APPEND tests ${arg_NAME}_${variable})
  endforeach()
  set_tests_properties(${tests} PROPERTIES LABELS generated SKIP_REGULAR_EXPRESSION "^skipped: |\nskipped: ")
endfunction()
