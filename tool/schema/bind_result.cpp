// The service's result struct, the enums that columns store, and annotations that do nothing.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/schema/binding.h"

namespace thriftorm {
namespace {

const CppEnumValue* find_value(const CppEnum& enumeration, std::string_view name) {
  const auto found = std::find_if(enumeration.values.begin(), enumeration.values.end(),
                                  [&](const CppEnumValue& value) { return value.name == name; });
  return found == enumeration.values.end() ? nullptr : &*found;
}

Enumerator to_enumerator(const CppEnum& enumeration, const CppEnumValue& value) {
  return {value.name, enumerator(enumeration, value.name), value.value};
}

// The result struct's fields, found by their types.
struct ResultFields {
  const idl::Field* status = nullptr;
  const idl::Field* message = nullptr;
  const idl::Field* error_code = nullptr;
  const CppEnum* statuses = nullptr;
  const CppEnum* errors = nullptr;
};

ResultFields find_fields(const Binding& binding, const idl::Document& document,
                         const idl::Struct& structure) {
  ResultFields fields;
  for (const idl::Field& field : structure.fields) {
    const ResolvedType type = binding.scope.resolve(document, field.type);
    if (type.kind == ResolvedType::Kind::kString && fields.message == nullptr) {
      fields.message = &field;
    }
    if (type.kind != ResolvedType::Kind::kEnum) continue;
    const CppEnum* cpp =
        binding.header.enumeration(Scope::cpp_name(*type.document, type.enumeration->name));
    if (cpp == nullptr) continue;  // reported by compare()
    const bool is_status =
        find_value(*cpp, "SUCCESS") != nullptr && find_value(*cpp, "FAILURE") != nullptr;
    const bool is_optional = field.requiredness == idl::Requiredness::kOptional;
    if (is_status && fields.status == nullptr) {
      fields.status = &field;
      fields.statuses = cpp;
    } else if (!is_status && is_optional && fields.error_code == nullptr) {
      fields.error_code = &field;
      fields.errors = cpp;
    }
  }
  return fields;
}

std::string cpp_type_of(const Record& record, const idl::Field& field) {
  const CppField* cpp = find_field(record, field.name);
  return cpp == nullptr ? "" : cpp->type.spelling;
}

void bind_result(Binding& binding, const idl::Document& document, const idl::Struct& structure,
                 const idl::Annotation& annotation) {
  const Record* record = binding.header.record(Scope::cpp_name(document, structure.name));
  if (record == nullptr) return;  // reported by compare()
  const ResultFields fields = find_fields(binding, document, structure);
  if (fields.status == nullptr || fields.message == nullptr) {
    binding.diagnostics.error(
        annotation.location, "bad-result",
        fmt::format("`{}` needs {} to be a result", structure.name,
                    fields.status == nullptr ? "a field of an enum with `SUCCESS` and `FAILURE`"
                                             : "a string for the message"));
    return;
  }
  ResultStruct result;
  result.cpp_type = "::" + record->name;
  result.included = &document != &binding.program.root();
  result.status = fields.status->name;
  result.message = fields.message->name;
  result.status_type = cpp_type_of(*record, *fields.status);
  result.success = to_enumerator(*fields.statuses, *find_value(*fields.statuses, "SUCCESS"));
  result.failure = to_enumerator(*fields.statuses, *find_value(*fields.statuses, "FAILURE"));
  if (fields.error_code != nullptr) {
    result.error_code = fields.error_code->name;
    result.error_type = cpp_type_of(*record, *fields.error_code);
    for (const CppEnumValue& value : fields.errors->values) {
      if (value.name.starts_with("DB_")) {
        result.errors.push_back(to_enumerator(*fields.errors, value));
      }
    }
  }
  binding.schema.result = std::move(result);
}

// --- annotations that nothing reads

void report_unused(Binding& binding, const idl::Annotation& annotation,
                   const idl::Struct& structure) {
  binding.diagnostics.error(
      annotation.location, "unused-annotation",
      fmt::format("`@{}` does nothing here, since `{}` is not stored: write `//@mysql_table(name)` "
                  "above it, or leave this out",
                  annotation.name, structure.name));
}

void check_unused(Binding& binding, const idl::Struct& structure) {
  constexpr auto kAnywhere = std::to_array<std::string_view>({"result", "mysql_table"});
  for (const idl::Annotation& annotation : structure.annotations) {
    if (std::find(kAnywhere.begin(), kAnywhere.end(), annotation.name) == kAnywhere.end()) {
      report_unused(binding, annotation, structure);
    }
  }
  if (binding.flattened.contains(&structure)) return;
  for (const idl::Field& field : structure.fields) {
    for (const idl::Annotation& annotation : field.annotations) {
      report_unused(binding, annotation, structure);
    }
  }
}

std::set<std::string> stored_enum_names(const Schema& schema) {
  std::set<std::string> names;
  for (const Table& table : schema.tables) {
    for (const Column& column : table.columns) {
      if (!column.value.enum_name.empty()) names.insert(column.value.enum_name);
    }
  }
  return names;
}

}  // namespace

void bind_result(Binding& binding) {
  const idl::Annotation* first = nullptr;
  for (const idl::Document& document : binding.program.documents) {
    for (const idl::Struct& structure : document.structs) {
      const idl::Annotation* annotation = find_annotation(structure.annotations, "result");
      if (annotation == nullptr) continue;
      if (first == nullptr) {
        first = annotation;
        bind_result(binding, document, structure, *annotation);
        continue;
      }
      Diagnostic& error = binding.diagnostics.error(
          annotation->location, "duplicate-result",
          fmt::format("`{}` would be a second result struct", structure.name));
      error.notes.push_back({first->location, "the first is here"});
    }
  }
}

// What an IDL that others include says of its structs may be meant for them.
void check_unused_annotations(Binding& binding) {
  for (const idl::Struct& structure : binding.program.root().structs) {
    if (binding.find_stored(&structure) == nullptr) check_unused(binding, structure);
  }
}

void bind_enums(Binding& binding) {
  for (const std::string& name : stored_enum_names(binding.schema)) {
    const CppEnum* cpp = binding.header.enumeration(name);
    if (cpp == nullptr) continue;
    Enumeration enumeration{name, "::" + name + (cpp->wrapped ? "::type" : ""), {}};
    for (const CppEnumValue& value : cpp->values) {
      enumeration.members.push_back(to_enumerator(*cpp, value));
    }
    binding.schema.enums.push_back(std::move(enumeration));
  }
}

}  // namespace thriftorm
