// When a model takes over the fields of its Thrift object, which is called `object` there: conditions in
// C++; an empty one always holds. Internal to tool/plan.
#pragma once

#include <string>

#include "tool/plan/conversion_plan.h"

namespace thriftorm {

// A field that has something to say. Only optional fields have flags that code sets; those of the others
// tell what was read from the wire, which counts where unset fields are kept.
std::string said(const FieldPlan& field);
// A generated key that cannot be unset is 0 before it is made.
std::string key_taken(const FieldPlan& field, const Column& column);
// `implied`: what embeds the object may give the column its value.
std::string value_taken(const FieldPlan& field, const Column& column, bool implied);
// Whether a column becomes NULL where its field is unset.
bool is_nulled(const Column& column);
// `implied`: with no variant set, what embeds the object says which it is.
std::string group_taken(const FieldPlan& field, const Group& group, bool implied);
std::string owner_taken(const FieldPlan& field, const Group& group);
// A row that the object embeds.
std::string row_taken(const FieldPlan& field);
// When a map's `element` says by this field that it has another key than `key`; `flagged`: Thrift keeps
// whether the field is set.
std::string other_key(const std::string& field, bool flagged);

}  // namespace thriftorm
