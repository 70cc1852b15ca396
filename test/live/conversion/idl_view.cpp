#include "test/live/conversion/idl_view.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "annotations/parser.h"

using namespace thriftorm;
using namespace apache::thrift::protocol;
using idl::Annotation;
using idl::Field;
using idl::Struct;

namespace live {
namespace {

constexpr std::pair<const char*, TType> kBaseTypes[] = {
    {"bool", T_BOOL},     {"byte", T_BYTE},     {"i8", T_BYTE},
    {"i16", T_I16},       {"i32", T_I32},       {"i64", T_I64},
    {"double", T_DOUBLE}, {"string", T_STRING}, {"binary", T_STRING}};

constexpr std::pair<const char*, Role> kRoles[] = {
    {"primary_key", Role::kKey},    {"version", Role::kVersion},
    {"created_at", Role::kStamp},   {"updated_at", Role::kStamp},
    {"computed", Role::kComputed},  {"ignore", Role::kIgnored},
    {"json", Role::kJson},          {"backing_table", Role::kBackingTable},
    {"belongs_to", Role::kParent},  {"has_one", Role::kChild},
    {"has_many", Role::kChildren},  {"through", Role::kChildren},
    {"many_to_many", Role::kLinks}, {"pivot", Role::kUnion}};

const Annotation* find_in(const std::vector<Annotation>& all, const std::string& name,
                          const std::string& table) {
  for (const Annotation& annotation : all) {
    const idl::Argument* of = annotation.find("of");
    if (annotation.name == name && (of == nullptr || of->value.text == table)) return &annotation;
  }
  return nullptr;
}

// What is said of other tables alone is not stored in this one.
bool is_elsewhere(const Place& place, const Field& field) {
  const auto of = [](const Annotation& annotation) { return annotation.find("of"); };
  const auto here = [&](const Annotation& annotation) {
    return of(annotation) != nullptr && of(annotation)->value.text == place.table;
  };
  const std::vector<Annotation>& all = field.annotations;
  return std::any_of(all.begin(), all.end(), of) && std::none_of(all.begin(), all.end(), here);
}

}  // namespace

const Field* field_of(const Struct& record, const std::string& name) {
  for (const Field& field : record.fields)
    if (field.name == name) return &field;
  return nullptr;
}

std::int16_t id_of(const Field& field) { return static_cast<std::int16_t>(field.id.value()); }

std::vector<std::string> tables_of(const Struct& record) {
  std::vector<std::string> tables;
  const Annotation* annotation = find_in(record.annotations, "mysql_table", "");
  for (std::size_t i = 0; annotation != nullptr && annotation->positional(i) != nullptr; ++i)
    tables.push_back(annotation->positional(i)->value.text);
  return tables;
}

bool WireType::is_union() const {
  return record != nullptr && record->kind == Struct::Kind::kUnion;
}

Idl::Idl(const std::string& path) {
  Diagnostics diagnostics;
  program_ = idl::parse_file(path, {}, diagnostics);
  if (diagnostics.has_errors()) throw std::runtime_error(render_text(diagnostics, false));
  for (const idl::Document& document : program_.documents)
    for (const Struct& record : document.structs) homes_[&record] = &document;
}

Place Idl::place(const std::string& table) const {
  for (const auto& [record, home] : homes_) {
    const std::vector<std::string> tables = tables_of(*record);
    if (std::find(tables.begin(), tables.end(), table) != tables.end()) return {record, table};
  }
  throw std::runtime_error("no table " + table);
}

WireType Idl::type(const Struct& in, const Field& field) const {
  return resolve(*homes_.at(&in), field.type);
}

WireType Idl::resolve(const idl::Document& from, const idl::Type& type) const {
  if (type.kind == idl::Type::Kind::kNamed) return named(from, type.name);
  WireType resolved;
  for (const idl::Type& argument : type.arguments)
    resolved.arguments.push_back(resolve(from, argument));
  if (type.kind == idl::Type::Kind::kList) resolved.wire = T_LIST;
  if (type.kind == idl::Type::Kind::kSet) resolved.wire = T_SET;
  if (type.kind == idl::Type::Kind::kMap) resolved.wire = T_MAP;
  for (const auto& [name, wire] : kBaseTypes)
    if (type.kind == idl::Type::Kind::kBase && type.name == name) resolved.wire = wire;
  resolved.binary = type.name == "binary";
  if (resolved.wire == T_STOP) throw std::runtime_error("no type " + type.name);
  return resolved;
}

WireType Idl::named(const idl::Document& from, const std::string& name) const {
  const std::size_t dot = name.find('.');
  if (dot != std::string::npos) {
    for (const idl::Document& document : program_.documents)
      if (document.stem == name.substr(0, dot)) return named(document, name.substr(dot + 1));
  }
  for (const idl::Typedef& alias : from.typedefs) {
    if (alias.name != name) continue;
    WireType type = resolve(from, alias.type);
    if (const Annotation* to = find_in(alias.annotations, "references", ""))
      type.references = to->positional(0)->value.text;
    return type;
  }
  WireType type;
  for (const idl::Enum& members : from.enums)
    if (members.name == name) type.members = &members;
  for (const Struct& record : from.structs)
    if (record.name == name) type.record = &record;
  type.wire = type.record != nullptr ? T_STRUCT : T_I32;
  if (type.record == nullptr && type.members == nullptr)
    throw std::runtime_error("no type " + name);
  return type;
}

const Annotation* Idl::find(const Place& place, const Field& field, const std::string& name) const {
  return find_in(field.annotations, name, place.table);
}

const Field* Idl::key(const Struct& record) const {
  for (const Field& field : record.fields)
    if (find_in(field.annotations, "primary_key", "") != nullptr) return &field;
  return field_of(record, "id");
}

Role Idl::role(const Place& place, const Field& field) const {
  const WireType of = type(*place.record, field);
  if (!place.table.empty()) {
    if (key(*place.record) == &field) return Role::kKey;
    if (is_elsewhere(place, field)) return Role::kIgnored;
    for (const auto& [name, role] : kRoles)
      if (find(place, field, name) != nullptr) return role;
  }
  if (of.is_union()) return Role::kUnion;
  if (of.record != nullptr) return Role::kGroup;
  return of.arguments.empty() ? Role::kColumn : Role::kJson;
}

std::string Idl::referenced(const Place& place, const Field& field) const {
  if (const Annotation* annotation = find(place, field, "references")) {
    const std::string table = annotation->positional(0)->value.text;
    return table == "none" ? "" : table;
  }
  return type(*place.record, field).references;
}

bool Idl::is_constrained(const Place& place, const Field& field) const {
  const Annotation* annotation = find(place, field, "references");
  return annotation != nullptr && (annotation->find("on_delete") || annotation->find("on_update"));
}

std::vector<const Field*> Idl::variants(const Place& place, const Field& field) const {
  std::vector<const Field*> variants;
  const Annotation* allow = find(place, field, "allow");
  for (const Field& variant : type(*place.record, field).record->fields) {
    bool allowed = allow == nullptr;
    for (std::size_t i = 0; allow != nullptr && allow->positional(i) != nullptr; ++i)
      allowed = allowed || allow->positional(i)->value.text == variant.name;
    if (allowed) variants.push_back(&variant);
  }
  return variants;
}

Place Idl::embedded(const Place& place, const Field& field) const {
  WireType of = type(*place.record, field);
  if (!of.arguments.empty()) of = WireType(of.arguments.back());
  for (const char* relation : {"belongs_to", "has_one", "has_many", "through", "many_to_many"}) {
    const Annotation* annotation = find(place, field, relation);
    if (annotation != nullptr && annotation->find("table") != nullptr)
      return {of.record, annotation->find("table")->value.text};
  }
  if (of.record == nullptr) return this->place(of.references);
  const std::vector<std::string> own = tables_of(*place.record);
  const std::vector<std::string> tables = tables_of(*of.record);
  const auto position =
      static_cast<std::size_t>(std::find(own.begin(), own.end(), place.table) - own.begin());
  return {of.record, tables.at(position < tables.size() ? position : 0)};
}

std::optional<Implied> Idl::implied(const Place& place, const Field& field) const {
  const Place child = embedded(place, field);
  if (const Annotation* through = find(place, field, "through")) {
    for (const Field& owner : child.record->fields) {
      const Annotation* pivot = find(child, owner, "pivot");
      if (!pivot || pivot->positional(0)->value.text != through->positional(0)->value.text)
        continue;
      for (const Field* variant : variants(child, owner))
        if (type(*type(*child.record, owner).record, *variant).references == place.table)
          return Implied{id_of(owner), id_of(*variant)};
    }
    throw std::runtime_error("no way back from " + field.name);
  }
  const Annotation* has = find(place, field, "has_one");
  if (has == nullptr) has = find(place, field, "has_many");
  if (has == nullptr) return std::nullopt;
  const std::string path = has->positional(0)->value.text;
  const std::size_t dot = path.find('.');
  const Field* own = field_of(*child.record, path.substr(0, dot));
  if (own == nullptr) return std::nullopt;
  if (dot == std::string::npos) return Implied{id_of(*own), 0};
  const Struct& owner = *type(*child.record, *own).record;
  return Implied{id_of(*own), id_of(*field_of(owner, path.substr(dot + 1)))};
}

const Field* Idl::map_key(const Place& place, const Field& field) const {
  for (const char* relation : {"has_many", "through"}) {
    const Annotation* annotation = find(place, field, relation);
    if (annotation != nullptr && annotation->find("key") != nullptr)
      return field_of(*embedded(place, field).record, annotation->find("key")->value.text);
  }
  return nullptr;
}

std::int64_t Idl::backing_table(const Place& place, const Field& field) const {
  std::string name = place.table;
  for (char& letter : name)
    letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  const WireType of = type(*place.record, field);
  for (const idl::EnumValue& member : of.members->values)
    if (member.name == name) return member.value;
  throw std::runtime_error("no member " + name);
}

}  // namespace live
