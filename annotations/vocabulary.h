// The annotations as one table: where each may stand, what it takes, what it clashes with. The
// check of a file, the reference page and completion all read this table, and nothing else knows
// an annotation's rules. `@info` is not in it: it may stand anywhere and takes free text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace thriftorm::idl {

// What an annotation may stand on. Nothing of an exception is stored: its fields are apart.
enum class Place {
  kStruct,
  kUnion,
  kException,
  kTypedef,
  kField,
  kVariant,
  kExceptionField,
  kEnum,
  kEnumValue,
};

// What a field holds, as far as one file tells. kUnknown: a name that another file declares.
enum class Shape {
  kUnknown,
  kBool,
  kInteger,
  kLong,  // i64
  kDouble,
  kString,
  kBinary,
  kUuid,
  kEnum,
  kStruct,
  kUnion,
  kException,
  kList,
  kSet,
  kMap,
};

enum class ValueType {
  kName,    // an identifier without dots, or the same in quotes
  kPath,    // an identifier that may have dots, or the same in quotes
  kPaths,   // a path or a list of them
  kNames,   // a list of names
  kWord,    // one of `Parameter::words`
  kCount,   // a whole number of at least 1
  kScalar,  // a number, a string or an identifier
  kPrefix,  // an identifier or a string, which may be empty
  kText,    // an identifier or a string that is not empty
};

enum class Passing {
  kPositional,
  kRepeated,  // positional; takes all further values; the last of the positional ones
  kKey,       // `name=value`
};

struct Parameter {
  std::string_view name;  // the key; a positional one's name in messages and on the reference page
  ValueType type = ValueType::kName;
  Passing passing = Passing::kKey;
  bool required = false;
  std::span<const std::string_view> words;
  std::string_view summary;
};

// When the same annotation may stand on one declaration more than once. In all three cases it may
// if each says `of=` and they name different tables.
enum class Repetition {
  kOnce,
  kFirstArgumentDiffers,
  kArgumentsDiffer,
};

// One row: a name may have several, for different places (`unique` on a struct and on a field).
struct AnnotationRule {
  std::string_view name;
  std::span<const Place> places;
  std::span<const Shape> shapes;  // of the field or variant; empty: any
  std::span<const Parameter> parameters;
  Repetition repetition = Repetition::kOnce;
  std::span<const std::string_view> clashes;  // see clash()
  std::string_view summary;                   // one sentence, without its full stop
};

// All rows, in the order of the reference page.
std::span<const AnnotationRule> vocabulary();

// The row for an annotation in a place; null if it may not stand there.
const AnnotationRule* find_rule(std::string_view name, Place place);

// Whether the name is an annotation's in any place; true for "info".
bool is_annotation(std::string_view name);

// All names once, in the order of the table, and "info".
std::vector<std::string_view> annotation_names();

// The parameter that is passed as `key=…`; null if there is none.
const Parameter* find_key(const AnnotationRule& rule, std::string_view key);

// Whether two different annotations exclude each other on one declaration. Symmetric.
bool clash(const AnnotationRule& a, const AnnotationRule& b);

// In words, for messages and the reference page: "a struct", "string", "a name".
std::string_view describe(Place place);
std::string_view describe(Shape shape);
std::string describe(const Parameter& parameter);

// "a field or a union variant": everywhere that the annotation may stand; empty if it is unknown.
std::string describe_places(std::string_view name);

}  // namespace thriftorm::idl
