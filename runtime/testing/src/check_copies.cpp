// Records that are made of others, with copies of the rows that those own.
#include <fmt/format.h>

#include <algorithm>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

const ChildrenAccess* children_of(const Model& model, std::string_view name) {
  for (const ChildrenAccess& children : model.children)
    if (children.name == name) return &children;
  return nullptr;
}

const ParentAccess* parent_of(const Model& model, std::string_view name) {
  for (const ParentAccess& parent : model.parents)
    if (parent.name == name) return &parent;
  return nullptr;
}

class CopyCheck {
 public:
  explicit CopyCheck(Suite& suite) : suite_(suite) {}

  // Gives a stored record what its copy takes along.
  void fill(const Model& from, const Value& key, const Model& to, std::string_view owner = {}) {
    for (const auto& [source, target] : copied_children(from, to)) {
      for (int i = 0; i < 2; ++i)
        fill(source->target(), add_row(*source, key), target->target(), to.table);
    }
    for (const auto& [source, target] : copied_parents(from, to, owner)) {
      const Value parent = suite_.tables().insert(source->table);
      suite_.tables().set(from.table, key, source->column, parent);
      fill(source->target(), parent, target->target());
    }
  }

  // The copy's rows have the values of the others', and are rows of their own.
  void compare(const Model& from, const Value& source_key, const Model& to, const Value& key,
               const std::string& what, std::string_view owner = {}) {
    const std::optional<Row> source = suite_.tables().find(from.table, source_key);
    const std::optional<Row> copy = suite_.tables().find(to.table, key);
    if (!source || !copy) return suite_.note(what + ": there is no row");
    const Table& table = suite_.schema().table(to.table);
    for (const Column& column : table.columns) {
      const bool own = column.is_automatic() || column.name == table.key().name;
      const auto value = source->find(column.name);
      if (own || value == source->end() || names_copied_row(from, to, column.name)) continue;
      suite_.expect_equal(copy->at(column.name), value->second,
                          fmt::format("{}: {}.{}", what, to.table, column.name));
    }
    for (const auto& [one, other] : copied_children(from, to)) {
      const Values rows = rows_of(*one, source_key);
      const Values copies = rows_of(*other, key);
      if (rows.size() != copies.size()) {
        suite_.note(fmt::format("{}: {} rows of {}, expected {}", what, copies.size(), other->table,
                                rows.size()));
        continue;
      }
      for (std::size_t i = 0; i < rows.size(); ++i)
        compare(one->target(), rows[i], other->target(), copies[i], what + ", " + one->name,
                to.table);
    }
    for (const auto& [one, other] : copied_parents(from, to, owner))
      compare(one->target(), source->at(one->column), other->target(), copy->at(other->column),
              what + ", " + one->name);
  }

 private:
  template <class Access>
  using Pairs = std::vector<std::pair<const Access*, const Access*>>;

  // What the one owns, and the other has under the same name.
  static Pairs<ChildrenAccess> copied_children(const Model& from, const Model& to) {
    Pairs<ChildrenAccess> pairs;
    for (const ChildrenAccess& target : to.children) {
      const ChildrenAccess* source = children_of(from, target.name);
      if (source != nullptr && target.owns && target.give != nullptr && &target != source)
        pairs.emplace_back(source, &target);
    }
    return pairs;
  }
  // Not those that own the rows.
  static Pairs<ParentAccess> copied_parents(const Model& from, const Model& to,
                                            std::string_view owner) {
    Pairs<ParentAccess> pairs;
    for (const ParentAccess& target : to.parents) {
      const ParentAccess* source = parent_of(from, target.name);
      if (source != nullptr && source->table != target.table && target.table != owner)
        pairs.emplace_back(source, &target);
    }
    return pairs;
  }
  // Its key is another one there.
  static bool names_copied_row(const Model& from, const Model& to, const std::string& column) {
    return std::any_of(to.parents.begin(), to.parents.end(), [&](const ParentAccess& target) {
      const ParentAccess* source = parent_of(from, target.name);
      return target.column == column && (source == nullptr || source->table != target.table);
    });
  }

  Value add_row(const ChildrenAccess& children, const Value& owner) {
    if (children.link.empty())
      return suite_.tables().insert(children.table, Row{{children.column, owner}});
    const Value row = suite_.tables().insert(children.table);
    suite_.tables().insert(children.link,
                           Row{{children.column, owner}, {children.link_column, row}});
    return row;
  }
  Values rows_of(const ChildrenAccess& children, const Value& owner) {
    Values keys;
    if (children.link.empty()) {
      keys = keys_of(suite_.schema().table(children.table),
                     suite_.tables().where(children.table, children.column, owner));
    } else {
      for (const Row& row : suite_.tables().where(children.link, children.column, owner))
        keys.push_back(row.at(children.link_column));
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  Suite& suite_;
};

}  // namespace

void check_copies(Suite& suite, const Model& model) {
  for (const CopyAccess& access : model.copies) {
    const Model& source = access.source();
    CopyCheck check(suite);
    const Value key = suite.tables().insert(source.table);
    check.fill(source, key, model);
    const RecordPtr from = source.find(suite.session(), key);
    const RecordPtr copy = access.copy(suite.session(), *from);
    const std::string what = fmt::format("{} made of {}", model.table, access.table);
    suite.expect(!copy->is_stored(), what + ": it is stored already");
    suite.expect_equal(model.column(access.column)->get(*copy), key, what + ", " + access.column);
    for (const std::string& column : access.columns)
      suite.expect_equal(model.column(column)->get(*copy), source.column(column)->get(*from),
                         what + ", " + column);
    // What a template does not say.
    const Table& table = suite.schema().table(model.table);
    Samples rest = suite.tables().fresh(model.table);
    for (const Column& column : table.columns) {
      const bool said = holds(access.columns, column.name) || column.name == access.column;
      if (said || column.nullable || column.is_automatic()) rest.erase(column.name);
    }
    apply(model, *copy, rest);
    model.insert(suite.session(), *copy);
    check.compare(source, key, model, model.key(*copy), what);
  }
}

}  // namespace thriftorm::testing
