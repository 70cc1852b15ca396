#include "tool/emit/variant_code.h"

#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

// "assign(kX, x_, …);"
void emit_assign(const MemberPlan& member, const std::string& value, TextWriter& out) {
  out.emit("$call$", {{"call", wrap_code("assign(" + member.position + ", " + member.member + ", " +
                                         value + ");")}});
}

// A member's value in `source`, which is the Thrift struct and "." or "->" behind it, or of a scalar
// variant the union; NULL where `condition` is false.
std::string member_value(const MemberPlan& member, const std::string& source,
                         const std::string& condition) {
  const std::string field = source + member.field;
  std::string set = condition;
  if (member.optional) set += (set.empty() ? "" : " && ") + source + "__isset." + member.field;
  return set.empty() ? field : "thriftorm::when(" + set + ", " + field + ")";
}

}  // namespace

bool is_struct(const VariantPlan& variant) { return !variant.cpp_type.empty(); }

std::string presence(const VariantPlan& variant) {
  std::vector<std::string> parts;
  for (const MemberPlan& member : variant.members) parts.push_back(member.member);
  return parts.size() > 1 ? "(" + join(parts, " || ") + ")" : parts.front() + ".has_value()";
}

std::string presences(const std::vector<VariantPlan>& variants) {
  std::vector<std::string> parts;
  for (const VariantPlan& variant : variants) parts.push_back(presence(variant));
  return join(parts, ", ");
}

std::string required_presences(const VariantPlan& variant) {
  std::vector<std::string> parts;
  for (const MemberPlan& member : variant.members) {
    if (!member.optional) parts.push_back(member.member + ".has_value()");
  }
  if (parts.size() < variant.members.size()) parts.insert(parts.begin(), presence(variant));
  return join(parts, ", ");
}

void emit_rule(std::string_view rule, const ModelPlan& model, const std::string& field,
               const std::string& set, std::size_t indent, TextWriter& out) {
  const std::string call = "thriftorm::check_" + std::string(rule) + "(\"" + model.table +
                           "\", \"" + field + "\", {" + set + "});";
  out.emit("$call$", {{"call", wrap_code(call, indent)}});
}

void emit_take_members(const VariantPlan& variant, const std::string& source,
                       const std::string& condition, TextWriter& out) {
  for (const MemberPlan& member : variant.members)
    emit_assign(member, member_value(member, source, condition), out);
}

void emit_enum_checks(const VariantPlan& variant, const std::string& source,
                      const std::string& condition, TextWriter& out) {
  for (const MemberPlan& member : variant.members) {
    if (member.members.empty()) continue;
    const std::string value = member_value(member, source, condition);
    out.emit("$call$",
             {{"call", wrap_code(checked_value(member.members, value, member.position) + ";")}});
  }
}

void emit_return_nullopt(const std::vector<VariantPlan>& variants, TextWriter& out) {
  std::vector<std::string> parts;
  for (const VariantPlan& variant : variants) {
    for (const MemberPlan& member : variant.members) parts.push_back("!" + member.member);
  }
  const std::string condition = "if (" + join(parts, " && ") + ")";
  constexpr std::size_t kFits = 74;
  if (condition.size() < kFits) return out.emit("$if$ return std::nullopt;", {{"if", condition}});
  out.emit(R"cpp(
    $if$
      return std::nullopt;
    }
  )cpp",
           {{"if", wrap_code(condition + " {")}});
}

void emit_clear_members(const std::vector<VariantPlan>& variants, const VariantPlan* kept,
                        TextWriter& out) {
  for (const VariantPlan& variant : variants) {
    if (kept != nullptr && variant == *kept) continue;
    for (const MemberPlan& member : variant.members) {
      out.emit("assign($position$, $member$, std::nullopt);",
               {{"position", member.position}, {"member", member.member}});
    }
  }
}

}  // namespace thriftorm
