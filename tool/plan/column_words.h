// How the parts of a model are spelled in C++ and SQL, and the plans of its columns and groups.
// Internal to tool/plan.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tool/plan/model_plan.h"

namespace thriftorm {

// "`players`", as every dialect reads it.
std::string backticked(std::string_view name);
// "kFullName", "full_name_": a column's enumerator and member.
std::string position_of(const std::string& column);
std::string member_of(const std::string& column);
// "kItemTypeMembers": an enum's table of members; two enums of one name in different namespaces keep
// apart by their whole names.
std::string enum_constant(const Schema& schema, const std::string& enum_name);
// Documentation as the lines of a comment.
std::vector<std::string> wrap_comment(std::string_view text);
// A string literal; `plain` if the bytes above ASCII are characters.
std::string cpp_string(std::string_view text, bool plain = true);
// "[[deprecated(\"…\")]]", or empty.
std::string deprecated_attribute(const std::optional<std::string>& text);
// A column's name as a parameter, but where the code around it would mean something else by it.
std::string parameter_name(const Column& column);
// "thriftorm::as::Text": what moves the column's values between rows and members.
std::string codec_of(const Schema& schema, const Column& column);
bool is_enum(const Column& column);
// Whether values are returned by reference and moved in.
bool is_held_by_reference(const Column& column);
// "`id`, `full_name`", each behind the prefix.
std::string column_list(const Table& table, std::string_view prefix = {});

// The columns of the other variants, which setting this one makes NULL: position and member.
std::vector<std::pair<std::string, std::string>> cleared_by(const Table& table,
                                                            const Column& column);
ColumnPlan plan_column(const Schema& schema, const Table& table, const Column& column);
std::vector<FinderPlan> plan_finders(const Schema& schema, const Table& table);
GroupPlan plan_group(const Schema& schema, const Table& table, const Group& group);

}  // namespace thriftorm
