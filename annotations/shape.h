// What the types of one document hold, seen through its typedefs.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "annotations/document.h"
#include "annotations/vocabulary.h"

namespace thriftorm::idl {

class Shapes {
 public:
  // Copies what it needs of the document.
  explicit Shapes(const Document& document);

  // kUnknown for names that the document does not declare, and for typedefs that go in circles.
  Shape of(const Type& type) const;

 private:
  std::map<std::string, Shape, std::less<>> declared_;
  std::map<std::string, Type, std::less<>> typedefs_;
};

// A type as the IDL writes it: "map<i32, Item>".
std::string spell(const Type& type);

}  // namespace thriftorm::idl
