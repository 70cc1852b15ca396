// Association tables: links between records of two tables. Unlinking never deletes a record. Used by
// emitted code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
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

// What is linked to an owner, or to be.
struct LinkTargets {
  std::vector<KeyValue> keys;
  bool text_keys = false;
};

void add_links(Session& session, const LinkTable& table, const KeyValue& owner,
               const LinkTargets& targets);
void remove_links(Session& session, const LinkTable& table, const KeyValue& owner,
                  const LinkTargets& targets);
void set_links(Session& session, const LinkTable& table, const KeyValue& owner,
               const LinkTargets& targets);
void clear_links(Session& session, const LinkTable& table, const KeyValue& owner);

template <class Record>
KeyValue link_key(const Record& record) {
  return to_key_value(required_key(record, "link"));
}
template <class Record>
LinkTargets link_targets(const std::vector<Record>& records) {
  LinkTargets targets{{}, ModelAccess::table<Record>().text_key};
  for (const Record& record : records) targets.keys.push_back(link_key(record));
  return targets;
}

}  // namespace detail

// Links the owner to these records; those that it is linked to already stay so.
template <class Owner, class Target>
void add_links(Session& session, const LinkTable& table, const Owner& owner,
               const std::vector<Target>& targets) {
  detail::add_links(session, table, detail::link_key(owner), detail::link_targets(targets));
}

// Takes the link to this record away, if there is one.
template <class Owner, class Target>
void remove_link(Session& session, const LinkTable& table, const Owner& owner,
                 const Target& target) {
  detail::remove_links(session, table, detail::link_key(owner), {{detail::link_key(target)}});
}

// Links the owner to these records and to no others; all of it or nothing.
template <class Owner, class Target>
void set_links(Session& session, const LinkTable& table, const Owner& owner,
               const std::vector<Target>& targets) {
  detail::set_links(session, table, detail::link_key(owner), detail::link_targets(targets));
}

template <class Owner>
void clear_links(Session& session, const LinkTable& table, const Owner& owner) {
  detail::clear_links(session, table, detail::link_key(owner));
}

}  // namespace thriftorm
