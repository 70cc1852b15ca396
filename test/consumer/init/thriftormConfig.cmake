# What find_package(thriftorm) finds in the test `init`: the tool and the runtime of the build that
# runs it.
add_executable(thriftorm IMPORTED)
set_target_properties(thriftorm PROPERTIES IMPORTED_LOCATION "${THRIFTORM_TOOL}")
add_executable(thriftorm::thriftorm ALIAS thriftorm)

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3 libutf8proc)
pkg_search_module(MYSQL IMPORTED_TARGET libmariadb mariadb mysqlclient)
add_library(thriftorm::runtime STATIC IMPORTED)
set_target_properties(thriftorm::runtime PROPERTIES
  IMPORTED_LOCATION "${THRIFTORM_RUNTIME}"
  INTERFACE_INCLUDE_DIRECTORIES "${THRIFTORM_INCLUDE}"
  INTERFACE_LINK_LIBRARIES "fmt::fmt;Threads::Threads;PkgConfig::SQLITE;$<TARGET_NAME_IF_EXISTS:PkgConfig::MYSQL>")

include("${THRIFTORM_CMAKE}")
