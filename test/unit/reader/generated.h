// Headers for the reader's tests: from the real Thrift compiler, in a directory of their own.
#pragma once

#include <map>
#include <string>

#include "test/support/temporary_directory.h"
#include "tool/reader/reader.h"

namespace thriftorm::test {

// Replaces the first place where the file has the text `from`, which must be there.
void replace_text(const std::string& file, const std::string& from, const std::string& to);

// Writes the IDLs and runs `thrift --gen cpp:options` on the named one and what it includes.
void generate(const TemporaryDirectory& directory, const std::map<std::string, std::string>& idls,
              const std::string& main, const std::string& options = {});

// The dump of the header, or the problems it has.
std::string read_text(const std::string& header, const ReaderOptions& options = {});

// The same for one IDL without includes, `t.thrift`.
std::string read_idl(const std::string& idl, const std::string& options = {});

// A line for each diagnostic, "file:line:column: message [kind]", notes indented below it; files
// without their directory.
std::string describe(const Diagnostics& diagnostics);

}  // namespace thriftorm::test
