#include "annotations/reference.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

TEST_CASE("the committed reference page is what the vocabulary says") {
  std::ifstream file(THRIFTORM_SOURCE_DIR "/annotations/REFERENCE.md");
  std::ostringstream text;
  text << file.rdbuf();
  // To update it: thriftorm annotations > annotations/REFERENCE.md
  CHECK(text.str() == thriftorm::idl::reference_page());
}
