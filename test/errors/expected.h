// What an IDL of this folder expects to be told, written beside the lines that it is about.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "annotations/diagnostics.h"

namespace thriftorm::test {

// A change to the header that the Thrift compiler made.
struct Replacement {
  std::string from;
  std::string to;
};

// Comments of the IDL, each on a line of its own:
//   #^ error[kind]: message       about the line above (above all comments of this form)
//   #! error[kind]: message       about the file as a whole
//   #! other.thrift:3 error[…]: … about a line of another file
//   # engine: galera              what the DDL is for
//   # header: thrift              run the Thrift compiler and Clang; else the header is fabricated
//   # replace: from => to         in the header that Thrift made
struct Expectations {
  std::multiset<std::string> problems;  // "file.thrift:3: error[kind]: message"
  std::string engine = "none";
  bool real_header = false;
  std::vector<Replacement> replacements;
};

Expectations read_expectations(const std::string& path);

// Diagnostics in the same form; notes are left out.
std::multiset<std::string> describe(const Diagnostics& diagnostics);

}  // namespace thriftorm::test
