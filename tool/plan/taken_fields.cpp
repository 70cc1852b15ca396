#include "tool/plan/taken_fields.h"

#include <vector>

#include <fmt/format.h>

namespace thriftorm {
namespace {

std::string is_set(const FieldPlan& field) { return "object.__isset." + field.field; }

// Whether a field that a new object cannot leave out has another value than none.
std::string differs_from_none(const FieldPlan& field) {
  return fmt::format("object.{} != {}()", field.field, field.type);
}

// A time of the record's own: one that nobody has set yet is none, and the record stamps itself.
bool is_stamped(const Column& column) { return column.created_at || column.updated_at; }

// "object.owner.__isset.player_id || …": whether any variant of a union is set, allowed or not; that
// says more than the flag of a field that is not optional. Empty: it is no union.
std::string any_variant(const FieldPlan& field, const Group& group) {
  if (group.kind != Group::Kind::kUnion) return "";
  std::vector<std::string> flags;
  const auto add = [&](const std::string& variant) {
    flags.push_back(fmt::format("object.{}.__isset.{}", field.field, variant));
  };
  for (const GroupVariant& variant : group.variants) add(variant.field);
  for (const std::string& variant : group.forbidden) add(variant);
  return fmt::format("{}", fmt::join(flags, " || "));
}

}  // namespace

std::string said(const FieldPlan& field) {
  if (!field.flagged) return "";
  return field.optional ? is_set(field) : "clears || " + is_set(field);
}

std::string key_taken(const FieldPlan& field, const Column& column) {
  if (field.optional) return is_set(field);
  if (column.generated) return differs_from_none(field);
  return field.flagged ? is_set(field) + " || " + differs_from_none(field) : "";
}

std::string value_taken(const FieldPlan& field, const Column& column, bool implied) {
  if (is_nulled(column)) return is_set(field);
  if (is_stamped(column)) return field.optional ? is_set(field) : differs_from_none(field);
  if (!implied || !field.flagged) return said(field);
  return field.optional ? is_set(field) : is_set(field) + " || " + differs_from_none(field);
}

bool is_nulled(const Column& column) {
  return column.nullable && !column.version && !is_stamped(column);
}

std::string group_taken(const FieldPlan& field, const Group& group, bool implied) {
  if (field.optional) return is_set(field);
  const std::string any = any_variant(field, group);
  if (implied) return any;
  const std::string said_so = said(field);
  return any.empty() || said_so.empty() ? said_so : said_so + " || " + any;
}

std::string owner_taken(const FieldPlan& field, const Group& group) {
  return field.optional ? is_set(field) : any_variant(field, group);
}

std::string row_taken(const FieldPlan& field) {
  return field.shared ? "object." + field.field : said(field);
}

std::string other_key(const std::string& field, bool flagged) {
  const std::string differs = fmt::format("element.{} != key", field);
  if (!flagged) return differs;
  // Without a flag of its own, a key that nobody set is the one of a new element.
  return fmt::format(
      "(element.__isset.{0} || element.{0} != std::remove_cvref_t<decltype(element)>().{0}) && {1}",
      field, differs);
}

}  // namespace thriftorm
