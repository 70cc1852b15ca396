// IDLs of a given size, and what is made of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "process.h"

namespace bench {

// Structs of ten fields, some of them relations, as a schema of that size would have.
std::string many_structs(int structs);

// One struct of that many columns.
std::string wide_struct(int columns);

// An IDL with its Thrift header in a folder of its own, which is removed at the end.
class Input {
 public:
  Input(const std::string& name, const std::string& idl);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  std::filesystem::path header() const { return folder_ / "bench_types.h"; }

  // Emits models and DDL into an empty folder.
  ProcessUsage generate() const;
  // Parses the header with Clang, and does nothing else.
  ProcessUsage parse() const;
  // Compiles a file as the development preset does.
  ProcessUsage compile(const std::filesystem::path& source) const;

  // Of what generate() emits, the sources, in order of their names.
  std::vector<std::filesystem::path> sources() const;
  // A source that only includes the header.
  std::filesystem::path header_alone() const { return folder_ / "header.cpp"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace bench
