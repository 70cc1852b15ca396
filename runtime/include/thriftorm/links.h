// Association tables: links between records of two tables. Unlinking never deletes a record. Used by
// emitted code.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "thriftorm/model.h"
#include "thriftorm/relations.h"
#include "thriftorm/session.h"

namespace thriftorm {

// An association table as one side sees it.
struct LinkTable {
  std::string_view name;
  std::string_view owner_column;  // with the key of the record whose links these are
  std::string_view target_column;
  bool symmetrical = false;  // each link stands there in both directions
};

namespace detail {

// An owner, and what it is linked to or to be.
struct LinkEnds {
  const TableInfo* owner_table = nullptr;
  KeyValue owner;
  const TableInfo* target_table = nullptr;
  std::vector<KeyValue> targets;
};

void add_links(Session& session, const LinkTable& table, const LinkEnds& ends);
void remove_links(Session& session, const LinkTable& table, const LinkEnds& ends);
void set_links(Session& session, const LinkTable& table, const LinkEnds& ends);
void clear_links(Session& session, const LinkTable& table, const KeyValue& owner);

template <class Record>
KeyValue link_key(const Record& record) {
  return to_key_value(required_key(record, "link"));
}
template <class Owner, class Target>
LinkEnds link_ends(const Owner& owner, std::span<const Target> targets) {
  LinkEnds ends{&ModelAccess::table<Owner>(), link_key(owner), &ModelAccess::table<Target>(), {}};
  for (const Target& target : targets) ends.targets.push_back(link_key(target));
  return ends;
}

}  // namespace detail

// Links the owner to these records; those that it is linked to already stay so. RecordNotFound if a row
// of either side is gone.
template <class Owner, class Target>
void add_links(Session& session, const LinkTable& table, const Owner& owner,
               const std::vector<Target>& targets) {
  detail::add_links(session, table, detail::link_ends(owner, std::span<const Target>(targets)));
}

// Takes the link to this record away, if there is one.
template <class Owner, class Target>
void remove_link(Session& session, const LinkTable& table, const Owner& owner,
                 const Target& target) {
  detail::remove_links(session, table,
                       detail::link_ends(owner, std::span<const Target>(&target, 1)));
}

// Links the owner to these records and to no others; all of it or nothing. Throws as add_links() does.
template <class Owner, class Target>
void set_links(Session& session, const LinkTable& table, const Owner& owner,
               const std::vector<Target>& targets) {
  detail::set_links(session, table, detail::link_ends(owner, std::span<const Target>(targets)));
}

// Takes all links of the owner away.
template <class Owner>
void clear_links(Session& session, const LinkTable& table, const Owner& owner) {
  detail::clear_links(session, table, detail::link_key(owner));
}

}  // namespace thriftorm
