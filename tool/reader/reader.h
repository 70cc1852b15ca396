// Reads a header that the Thrift compiler generated. The only part of the tool that sees Clang.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/diagnostics.h"
#include "tool/reader/record.h"

namespace thriftorm {

struct ReaderOptions {
  std::vector<std::string> compiler_flags;  // what stands behind `--`, e.g. -I…, -std=…
  std::string build_directory;              // `-p`: where compile_commands.json is; empty: none
};

// Parses the header as C++ and returns what it declares; nothing if Clang could not read it, which
// is then reported. Function bodies are skipped. Paths in the result are relative to the working
// directory if `path` is; the header itself is named as in `path`.
//
// Fields that need a struct before it is declared are the exception: if there is no other error,
// they are returned in `Header::incomplete_fields` and not reported, so that the caller can speak of
// them in the IDL's terms.
//
// Errors (kinds): "missing-header"; "header-error" (Clang's message and place in the header, the
// first ten); "incomplete-type" (only beside other errors, see above); "not-thrift" (compiles, but
// holds nothing of Thrift's); "missing-resource-dir"; "missing-compile-commands" (the build
// directory has none); "compiler-flag" (Clang refuses a flag; only a warning if it does not know one
// that comes from the build directory, whose compiler may be another).
//
// Clang's own headers are looked for where THRIFTORM_RESOURCE_DIR says, then beside the installed
// executable, then where they were when the tool was built.
std::optional<Header> read_header(const std::string& path, const ReaderOptions& options,
                                  Diagnostics& diagnostics);

// Reports `Header::incomplete_fields` as "incomplete-type", each with its place in the header, the
// field as `Record::field` and the struct it needs: for a caller that has no IDL.
void report_incomplete_fields(const std::vector<IncompleteField>& fields, Diagnostics& diagnostics);

// For people: the Clang that reads headers, and where its own headers are.
std::string describe_clang();

// A readable dump for tests and `--dump-records`: one declaration a line, fields indented. Paths
// are relative to the header's directory.
std::string dump(const Header& header);

}  // namespace thriftorm
