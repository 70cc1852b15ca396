#include "annotations/check.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "annotations/check_arguments.h"
#include "annotations/messages.h"
#include "annotations/shape.h"
#include "annotations/vocabulary.h"

namespace thriftorm::idl {
namespace {

// A declaration as the messages speak of it. `type` is null where there is none.
struct Site {
  Place place = Place::kStruct;
  std::string_view name;
  const Type* type = nullptr;
  Shape shape = Shape::kUnknown;
};

struct Checked {
  const Annotation* annotation = nullptr;
  const AnnotationRule* rule = nullptr;
};

std::string table_of(const Annotation& annotation) {
  const Argument* of = annotation.find("of");
  return of == nullptr ? std::string() : of->value.text;
}

// Two annotations that each name another table have nothing to do with each other.
bool concern_different_tables(const Annotation& a, const Annotation& b) {
  const std::string first = table_of(a);
  const std::string second = table_of(b);
  return !first.empty() && !second.empty() && first != second;
}

void report_unknown(const Annotation& annotation, Diagnostics& diagnostics) {
  diagnostics.error(annotation.location, "unknown-annotation",
                    fmt::format("unknown annotation `@{}`{}", annotation.name,
                                did_you_mean(annotation.name, annotation_names(), "@{}")));
}

// The row for the annotation where it stands; null, and an error, if there is none.
const AnnotationRule* rule_for(const Annotation& annotation, const Site& site,
                               Diagnostics& diagnostics) {
  const AnnotationRule* rule = find_rule(annotation.name, site.place);
  if (rule != nullptr) return rule;
  const std::string places = describe_places(annotation.name);
  if (places.empty()) {
    report_unknown(annotation, diagnostics);
  } else {
    diagnostics.error(annotation.location, "misplaced-annotation",
                      fmt::format("`@{}` may not stand on `{}`, {}; it may stand on {}",
                                  annotation.name, site.name, describe(site.place), places));
  }
  return nullptr;
}

bool check_shape(const Annotation& annotation, const AnnotationRule& rule, const Site& site,
                 Diagnostics& diagnostics) {
  const bool fits = rule.shapes.empty() || site.shape == Shape::kUnknown ||
                    std::ranges::find(rule.shapes, site.shape) != rule.shapes.end();
  if (fits) return true;
  std::vector<std::string_view> shapes;
  for (const Shape shape : rule.shapes) shapes.push_back(describe(shape));
  diagnostics.error(
      annotation.location, "misplaced-annotation",
      fmt::format("`@{}` is for {} that holds {}, but `{}` is `{}`", annotation.name,
                  describe(site.place), join_alternatives(shapes), site.name, spell(*site.type)));
  return false;
}

// What makes two annotations of one name the same, without the table that they concern.
std::string identity(const Checked& checked) {
  std::string result = checked.annotation->name;
  std::size_t compared = 0;
  if (checked.rule->repetition == Repetition::kFirstArgumentDiffers) compared = 1;
  if (checked.rule->repetition == Repetition::kArgumentsDiffer) {
    compared = checked.annotation->arguments.size();
  }
  for (std::size_t i = 0; i < compared; ++i) {
    const Argument* argument = checked.annotation->positional(i);
    if (argument != nullptr) result += ' ' + argument->value.text;
  }
  return result;
}

// Reports the later of two that are the same, and leaves it out.
std::vector<Checked> without_duplicates(const std::vector<Checked>& all, Diagnostics& diagnostics) {
  std::vector<Checked> result;
  std::map<std::string, std::vector<const Annotation*>> seen;
  for (const Checked& checked : all) {
    std::vector<const Annotation*>& same = seen[identity(checked)];
    const auto first = std::ranges::find_if(same, [&](const Annotation* other) {
      return !concern_different_tables(*other, *checked.annotation);
    });
    if (first == same.end()) {
      same.push_back(checked.annotation);
      result.push_back(checked);
      continue;
    }
    diagnostics
        .error(checked.annotation->location, "duplicate-annotation",
               fmt::format("`@{}` stands here twice", checked.annotation->name))
        .notes.push_back({(*first)->location, "first here"});
  }
  return result;
}

void report_clashes(const std::vector<Checked>& all, Diagnostics& diagnostics) {
  for (std::size_t later = 1; later < all.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const Checked& a = all[earlier];
      const Checked& b = all[later];
      if (!clash(*a.rule, *b.rule) || concern_different_tables(*a.annotation, *b.annotation)) {
        continue;
      }
      diagnostics
          .error(b.annotation->location, "conflicting-annotations",
                 fmt::format("`@{}` and `@{}` exclude each other", b.annotation->name,
                             a.annotation->name))
          .notes.push_back(
              {a.annotation->location, fmt::format("`@{}` is here", a.annotation->name)});
    }
  }
}

// Leaves the declaration those of its annotations that are right.
template <class Declaration>
void check_site(Declaration& declaration, const Site& site, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  std::vector<Checked> checked;
  for (const Annotation& annotation : declaration.annotations) {
    const AnnotationRule* rule = rule_for(annotation, site, diagnostics);
    if (rule == nullptr) continue;
    const bool shape_fits = check_shape(annotation, *rule, site, diagnostics);
    const bool arguments_fit = check_arguments(annotation, *rule, diagnostics);
    if (shape_fits && arguments_fit) checked.push_back({&annotation, rule});
  }
  checked = without_duplicates(checked, diagnostics);
  report_clashes(checked, diagnostics);
  std::vector<Annotation> kept;
  for (const Checked& good : checked) kept.push_back(*good.annotation);
  declaration.annotations = std::move(kept);
  declaration.faulty = declaration.faulty || diagnostics.error_count() > errors_before;
}

Place place_of(Struct::Kind kind) {
  switch (kind) {
    case Struct::Kind::kStruct:
      return Place::kStruct;
    case Struct::Kind::kUnion:
      return Place::kUnion;
    case Struct::Kind::kException:
      return Place::kException;
  }
  return Place::kStruct;
}

Place field_place_of(Struct::Kind kind) {
  switch (kind) {
    case Struct::Kind::kStruct:
      return Place::kField;
    case Struct::Kind::kUnion:
      return Place::kVariant;
    case Struct::Kind::kException:
      return Place::kExceptionField;
  }
  return Place::kField;
}

}  // namespace

Document check_annotations(Document document, Diagnostics& diagnostics) {
  const Shapes shapes(document);
  for (Struct& declaration : document.structs) {
    check_site(declaration, {place_of(declaration.kind), declaration.name}, diagnostics);
    const Place place = field_place_of(declaration.kind);
    for (Field& field : declaration.fields) {
      check_site(field, {place, field.name, &field.type, shapes.of(field.type)}, diagnostics);
    }
  }
  for (Enum& declaration : document.enums) {
    check_site(declaration, {Place::kEnum, declaration.name}, diagnostics);
    for (EnumValue& value : declaration.values) {
      check_site(value, {Place::kEnumValue, value.name}, diagnostics);
    }
  }
  for (Typedef& declaration : document.typedefs) {
    check_site(declaration, {Place::kTypedef, declaration.name}, diagnostics);
  }
  return document;
}

}  // namespace thriftorm::idl
