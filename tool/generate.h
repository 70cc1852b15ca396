// The tool's stages, one after the other.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "annotations/diagnostics.h"
#include "annotations/document.h"
#include "tool/plan/engine_profile.h"
#include "tool/reader/reader.h"
#include "tool/schema/schema.h"
#include "tool/write/write.h"

namespace thriftorm {

struct DdlOutput {
  DdlDialect dialect = DdlDialect::kMysql;
  std::string path;
};

// What the command line asked for.
struct GenerateOptions {
  std::string idl;
  std::string header;
  std::vector<std::string> include_directories;
  std::string output_directory;  // empty: no C++ is wanted
  std::string tests_directory;   // of the suites; empty: none are wanted
  std::vector<DdlOutput> ddl;
  std::string engine = "none";  // see find_engine(); the DDL in C++ is made for it too
  std::string vschema;          // files for a sharded engine; empty: none
  std::string sequences;
  std::string cpp_namespace;                 // empty: the IDL's, and "_db"
  std::string depfile;                       // empty: none
  std::vector<std::string> expected_tables;  // that the build knows of; empty: not said
  ReaderOptions reader;
};

// What the stages up to the schema give.
struct Understanding {
  idl::Program program;
  Header header;
  Schema schema;
};

// Reads IDL and header and binds them. Nothing if there is an error; the diagnostics say which.
std::optional<Understanding> understand(const GenerateOptions& options, Diagnostics& diagnostics);

// The same with another way to the header than Clang.
using HeaderSource =
    std::function<std::optional<Header>(const idl::Program& program, Diagnostics& diagnostics)>;
std::optional<Understanding> understand(const GenerateOptions& options,
                                        const HeaderSource& header_source,
                                        Diagnostics& diagnostics);

// Every file that the options ask for, depfile included, as it should be.
std::vector<DesiredFile> desired_files(const Understanding& understanding,
                                       const GenerateOptions& options);

}  // namespace thriftorm
