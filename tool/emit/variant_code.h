// What the accessors of flattened unions and structs say of a variant's columns. Internal to tool/emit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tool/emit/text_writer.h"
#include "tool/plan/model_plan.h"

namespace thriftorm {

bool is_struct(const VariantPlan& variant);
// "owner_player_id_.has_value()", or of a struct "(x_ || y_)".
std::string presence(const VariantPlan& variant);
std::string presences(const std::vector<VariantPlan>& variants);
// Of a struct, what is set or unset as a whole: its members; with optional ones among them, whether
// any is set, and those that then must be.
std::string required_presences(const VariantPlan& variant);
// "thriftorm::check_<rule>(…);", which names the table and the field.
void emit_rule(std::string_view rule, const ModelPlan& model, const std::string& field,
               const std::string& set, std::size_t indent, TextWriter& out);
// Sets the variant's columns from `source`, which is the Thrift struct and "." or "->" behind it, or of
// a scalar variant the union; to NULL where `condition` is false.
void emit_take_members(const VariantPlan& variant, const std::string& source,
                       const std::string& condition, TextWriter& out);
// Refuses what is no member of its enum, before anything is changed.
void emit_enum_checks(const VariantPlan& variant, const std::string& source,
                      const std::string& condition, TextWriter& out);
// "if (!x_ && !y_) return std::nullopt;", on several lines where one is too short.
void emit_return_nullopt(const std::vector<VariantPlan>& variants, TextWriter& out);
// Sets the columns of the variants to NULL, but for those of `kept`.
void emit_clear_members(const std::vector<VariantPlan>& variants, const VariantPlan* kept,
                        TextWriter& out);

}  // namespace thriftorm
