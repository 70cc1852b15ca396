// The annotations: a letter for the place, then any text in a comment that stands there.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "test/fuzz/idl_checks.h"

namespace {

// `$` is the text. An input's first letter picks the line, `a` the first.
constexpr std::array<std::string_view, 18> kPlaces = {
    "//@$\nstruct Row { 1: optional i64 id  2: string name  3: list<string> words }\n",
    "//@$\nunion Choice { 1: i64 number  2: string text }\n",
    "//@$\nexception Failure { 1: string message }\n",
    "//@$\ntypedef i64 Id\n",
    "//@$\nenum Colour { RED = 1 }\n",
    "enum Colour {\n  RED = 1 //@$\n  GREEN = 2\n}\n",
    "struct Row {\n  1: optional i64 id //@$\n}\n",
    "struct Row {\n  1: string name //@$\n}\n",
    "struct Row {\n  1: binary content //@$\n}\n",
    "struct Row {\n  1: double ratio  2: bool flag //@$\n}\n",
    "enum Colour { RED = 1 }\nstruct Row {\n  1: Colour colour //@$\n}\n",
    "struct Part { 1: i64 id }\nstruct Row {\n  1: optional Part part //@$\n}\n",
    "struct Part { 1: i64 id }\nstruct Row {\n  1: list<Part> parts //@$\n}\n",
    "struct Part { 1: i64 id }\nstruct Row {\n  1: map<string, Part> parts //@$\n}\n",
    "union Choice { 1: i64 number }\nstruct Row {\n  1: Choice choice //@$\n}\n",
    "union Choice {\n  //@$\n  1: i64 number\n}\n",
    "exception Failure {\n  1: string message //@$\n}\n",
    "service Rows {\n  //@$\n  void ping()\n}\n",
};

std::string idl_with(std::string_view place, std::string_view text) {
  const std::size_t hole = place.find('$');
  return std::string(place.substr(0, hole)).append(text).append(place.substr(hole + 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || data[0] < 'a' || data[0] >= 'a' + kPlaces.size()) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  thriftorm::test::check_idl(idl_with(kPlaces[data[0] - 'a'], text));
  return 0;
}
