#include "test/unit/schema/bound.h"

#include <doctest/doctest.h>

#include "annotations/parser.h"
#include "test/support/header_from.h"
#include "tool/schema/bind.h"

namespace thriftorm::test {

Schema bind_text(const std::string& idl) {
  Diagnostics diagnostics;
  idl::Program program{{idl::parse(idl, "test.thrift", diagnostics)}};
  program.documents.back().path = "test.thrift";
  program.documents.back().stem = "test";
  Schema schema = bind(program, header_from(program), diagnostics);
  REQUIRE_MESSAGE(!diagnostics.has_errors(), render_text(diagnostics, false));
  return schema;
}

Table bind_table(const std::string& idl) { return bind_text(idl).tables.front(); }

}  // namespace thriftorm::test
