# thriftorm_generate(TARGET <name> IDL <file> [NAMESPACE <namespace>] [DDL_DIR <folder>]
#                    [DIALECTS <mysql|mariadb|sqlite>…] [ENGINE <profile>]
#                    [INCLUDE_DIRS <folder>…] [THRIFT_OPTIONS <option>…] [SERVICES])
#
# Makes the library <name> of an annotated IDL: runs the Thrift compiler (and on what the IDL
# includes), then thriftorm, as part of the build and only when something that they read has
# changed. Linking <name> gives the models, the Thrift types, the runtime, and their include paths.
#
#   NAMESPACE       of the models; default: the IDL's C++ namespace and `_db`
#   DDL_DIR         writes <idl>.<dialect>.sql there for each of DIALECTS (default: all three)
#   ENGINE          what the servers' DDL is for, e.g. galera; see `thriftorm generate --help`
#   INCLUDE_DIRS    where the IDL's includes are looked for, after its own folder
#   THRIFT_OPTIONS  for `thrift --gen cpp:…`, e.g. pure_enums; no_skeleton is always given
#   SERVICES        compiles the IDL's services as well, for servers and clients

# The generator: the one that is built here or came with the package, else an installed one.
if(NOT TARGET thriftorm::thriftorm)
  find_program(THRIFTORM_EXECUTABLE thriftorm DOC "The generator, where it is not built")
  if(THRIFTORM_EXECUTABLE)
    add_executable(thriftorm::thriftorm IMPORTED GLOBAL)
    set_target_properties(thriftorm::thriftorm PROPERTIES IMPORTED_LOCATION "${THRIFTORM_EXECUTABLE}")
  endif()
endif()

# The IDL and all that it includes, each before those that include it.
function(_thriftorm_collect_idls file include_dirs out)
  set(collected ${${out}})
  file(REAL_PATH "${file}" path)
  if(NOT path IN_LIST collected)
    file(STRINGS "${path}" lines REGEX "^[ \t]*include[ \t]+[\"'].*[\"']")
    get_filename_component(folder "${path}" DIRECTORY)
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^[ \t]*include[ \t]+[\"']([^\"']*)[\"'].*" "\\1" included "${line}")
      foreach(candidate IN ITEMS "${folder}" ${include_dirs})
        if(EXISTS "${candidate}/${included}")
          _thriftorm_collect_idls("${candidate}/${included}" "${include_dirs}" collected)
          break()
        endif()
      endforeach()
    endforeach()
    if(NOT path IN_LIST collected)
      list(APPEND collected "${path}")
    endif()
  endif()
  set(${out} ${collected} PARENT_SCOPE)
endfunction()

# The tables that have models, from the text of the annotations: outputs must be known before the
# tool runs. The tool is told what was found and refuses to go on if it finds something else.
function(_thriftorm_collect_tables idls out)
  set(tables "")
  foreach(idl IN LISTS idls)
    file(STRINGS "${idl}" lines REGEX "//@(.*@)?[ ]*(mysql_table|pivot)[ ]*\\(")
    foreach(line IN LISTS lines)
      string(REGEX MATCHALL "@(mysql_table|pivot)[ ]*\\([^)]*\\)" annotations "${line}")
      foreach(annotation IN LISTS annotations)
        string(REGEX REPLACE "^@[a-z_]*[ ]*\\((.*)\\)$" "\\1" arguments "${annotation}")
        string(REGEX REPLACE "[ '\"]" "" arguments "${arguments}")
        string(REPLACE "," ";" arguments "${arguments}")
        foreach(argument IN LISTS arguments)
          if(NOT argument MATCHES "=")
            list(APPEND tables "${argument}")
          endif()
        endforeach()
      endforeach()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES tables)
  list(SORT tables)
  set(${out} ${tables} PARENT_SCOPE)
endfunction()

# The C++ namespace of an IDL, dotted; empty: it names none.
function(_thriftorm_idl_namespace idl out)
  file(STRINGS "${idl}" lines REGEX "^[ \t]*namespace[ \t]+cpp[ \t]+")
  set(namespace "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[ \t]*namespace[ \t]+cpp[ \t]+([A-Za-z0-9_.]+).*" "\\1" namespace "${line}")
  endforeach()
  set(${out} "${namespace}" PARENT_SCOPE)
endfunction()

# The names of an IDL's services.
function(_thriftorm_services idl out)
  file(STRINGS "${idl}" lines REGEX "^[ \t]*service[ \t]+[A-Za-z0-9_]+")
  set(services "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[ \t]*service[ \t]+([A-Za-z0-9_]+).*" "\\1" service "${line}")
    list(APPEND services "${service}")
  endforeach()
  set(${out} ${services} PARENT_SCOPE)
endfunction()

# Runs the Thrift compiler on one IDL; adds its sources to ${out}.
function(_thriftorm_compile_thrift idl idls folder include_dirs options services out)
  get_filename_component(stem "${idl}" NAME_WE)
  set(sources "${folder}/${stem}_types.cpp")
  set(byproducts "${folder}/${stem}_types.h")
  if(services)
    _thriftorm_services("${idl}" names)
    foreach(name IN LISTS names)
      list(APPEND sources "${folder}/${name}.cpp")
      list(APPEND byproducts "${folder}/${name}.h")
    endforeach()
  endif()
  set(includes "")
  foreach(dir IN LISTS include_dirs)
    list(APPEND includes -I "${dir}")
  endforeach()
  list(APPEND options no_skeleton)
  list(JOIN options "," joined)
  # The compiler rewrites its files whatever they held: only what differs is taken over, so that a
  # changed annotation does not compile everything anew.
  set(fresh "${folder}/fresh/${stem}")
  set(fresh_files "")
  foreach(file IN LISTS sources byproducts)
    get_filename_component(name "${file}" NAME)
    list(APPEND fresh_files "${fresh}/${name}")
  endforeach()
  add_custom_command(
    OUTPUT ${sources} ${byproducts}
    COMMAND ${CMAKE_COMMAND} -E make_directory "${fresh}"
    COMMAND "${THRIFT_COMPILER}" --gen "cpp:${joined}" ${includes} -out "${fresh}" "${idl}"
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${fresh_files} "${folder}"
    DEPENDS ${idls}
    COMMENT "Thrift: ${stem}.thrift"
    VERBATIM)
  set(${out} ${${out}} ${sources} PARENT_SCOPE)
endfunction()

function(thriftorm_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "SERVICES" "TARGET;IDL;NAMESPACE;DDL_DIR;ENGINE" "DIALECTS;INCLUDE_DIRS;THRIFT_OPTIONS")
  if(NOT arg_TARGET OR NOT arg_IDL)
    message(FATAL_ERROR "thriftorm_generate: TARGET and IDL are needed")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "thriftorm_generate: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET thriftorm::thriftorm)
    message(FATAL_ERROR "thriftorm_generate: no generator is found: install the package `thriftorm`, or give its path, -DTHRIFTORM_EXECUTABLE=FILE")
  endif()
  find_program(THRIFT_COMPILER thrift REQUIRED)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(THRIFT REQUIRED IMPORTED_TARGET GLOBAL thrift)

  file(REAL_PATH "${arg_IDL}" idl BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
  set(include_dirs "")
  foreach(dir IN LISTS arg_INCLUDE_DIRS)
    file(REAL_PATH "${dir}" dir BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND include_dirs "${dir}")
  endforeach()
  set(idls "")
  _thriftorm_collect_idls("${idl}" "${include_dirs}" idls)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${idls})
  _thriftorm_collect_tables("${idls}" tables)

  set(root "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.gen")
  set(thrift_sources "")
  foreach(file IN LISTS idls)
    _thriftorm_compile_thrift("${file}" "${idls}" "${root}/thrift" "${include_dirs}" "${arg_THRIFT_OPTIONS}" "${arg_SERVICES}" thrift_sources)
  endforeach()

  # Where the models go: the tool's defaults, spelled here because outputs are named beforehand.
  get_filename_component(stem "${idl}" NAME_WE)
  set(namespace "${arg_NAMESPACE}")
  if(NOT namespace)
    _thriftorm_idl_namespace("${idl}" namespace)
    if(NOT namespace)
      set(namespace "${stem}")
    endif()
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" namespace "${namespace}_db")
    string(REGEX REPLACE "^([0-9])" "_\\1" namespace "${namespace}")
  endif()
  string(REPLACE "::" "/" folder "${namespace}")
  set(folder "${root}/models/${folder}")
  set(headers "${folder}/columns.h" "${folder}/enums.h" "${folder}/models.h" "${folder}/results.h" "${folder}/schema.h" "${folder}/version.h")
  set(sources "${folder}/schema.cpp")
  foreach(table IN LISTS tables)
    list(APPEND headers "${folder}/${table}_model.h")
    list(APPEND sources "${folder}/${table}_model.cpp")
  endforeach()

  set(ddl_arguments "")
  set(ddl_files "")
  if(arg_DDL_DIR)
    file(REAL_PATH "${arg_DDL_DIR}" ddl_dir BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT arg_DIALECTS)
      set(arg_DIALECTS mysql mariadb sqlite)
    endif()
    foreach(dialect IN LISTS arg_DIALECTS)
      list(APPEND ddl_files "${ddl_dir}/${stem}.${dialect}.sql")
      list(APPEND ddl_arguments --ddl "${dialect}=${ddl_dir}/${stem}.${dialect}.sql")
    endforeach()
  endif()

  if(arg_ENGINE)
    list(APPEND ddl_arguments --engine "${arg_ENGINE}")
  endif()

  set(include_arguments "")
  foreach(dir IN LISTS include_dirs)
    list(APPEND include_arguments -I "${dir}")
  endforeach()
  set(clang_flags "")
  foreach(dir IN LISTS THRIFT_INCLUDE_DIRS)
    list(APPEND clang_flags -isystem "${dir}")
  endforeach()
  list(JOIN tables "," expected)
  # The depfile's rule is for the first output, which is the first file that the tool writes.
  add_custom_command(
    OUTPUT ${headers} ${sources} ${ddl_files}
    COMMAND thriftorm::thriftorm generate "${idl}" --header "${root}/thrift/${stem}_types.h" --out "${root}/models"
            --namespace "${namespace}" ${ddl_arguments} ${include_arguments}
            --depfile "${root}/${arg_TARGET}.d" --expect-tables "${expected}" -- ${clang_flags}
    DEPENDS thriftorm::thriftorm ${idls} ${thrift_sources}
    DEPFILE "${root}/${arg_TARGET}.d"
    COMMENT "thriftorm: ${stem}.thrift"
    VERBATIM)

  add_library(${arg_TARGET} STATIC ${thrift_sources} ${sources} ${headers})
  target_compile_features(${arg_TARGET} PUBLIC cxx_std_20)
  target_include_directories(${arg_TARGET} PUBLIC "${root}/models")
  target_include_directories(${arg_TARGET} SYSTEM PUBLIC "${root}/thrift")
  target_link_libraries(${arg_TARGET} PUBLIC thriftorm::runtime PkgConfig::THRIFT)
  # What thriftorm_add_tests() runs the tool with.
  string(REPLACE "::" "/" include_folder "${namespace}")
  set_target_properties(${arg_TARGET} PROPERTIES
    THRIFTORM_ARGUMENTS "${idl};--header;${root}/thrift/${stem}_types.h;--namespace;${namespace};${include_arguments};--expect-tables=${expected}"
    THRIFTORM_IDL "${idl}"
    THRIFTORM_FOLDER "${include_folder}"
    THRIFTORM_TABLES "${tables}"
    THRIFTORM_INPUTS "${idls};${thrift_sources}"
    THRIFTORM_CLANG_FLAGS "${clang_flags}")
  # Models before types: whoever compiles against them needs both to be there.
  add_custom_target(${arg_TARGET}_generated DEPENDS ${headers} ${sources})
  add_dependencies(${arg_TARGET} ${arg_TARGET}_generated)
endfunction()
