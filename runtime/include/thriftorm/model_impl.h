// The bodies of Model; included by model.h alone.
#pragma once

namespace thriftorm {

template <class Derived, class Key, std::size_t ColumnCount>
Derived& Model<Derived, Key, ColumnCount>::insert(Session& session) {
  settle();
  const TableInfo& table = Derived::table();
  if constexpr (requires(Derived& d) { d.stamp(true); }) self().stamp(true);
  for (std::size_t column = 0; column < ColumnCount; ++column) {
    if (table.columns[column].required && !present_.test(column) && column != table.key) detail::throw_missing_value(table, column);
  }
  if (!table.generated_key && !key_) detail::throw_missing_value(table, table.key);
  if constexpr (requires(const Derived& d, const ColumnSet<ColumnCount>& all) { d.check(all); }) {
    ColumnSet<ColumnCount> all;
    all.fill();
    self().check(all);
  }
  try {
    ParameterList parameters(ColumnCount);
    for (std::size_t column = 0; column < ColumnCount; ++column) bind_column(column, parameters);
    session.execute(*table.insert, std::span<const Parameter>(parameters));
  } catch (const Error& error) {
    detail::rethrow_for(error, table, key_text());
  }
  remember(session);
  if constexpr (std::is_integral_v<Key>) {
    if (table.generated_key && !key_) key_ = static_cast<Key>(session.last_insert_id());
  }
  dirty_.clear();
  present_.fill();
  stored_ = true;
  return self();
}

template <class Derived, class Key, std::size_t ColumnCount>
Derived& Model<Derived, Key, ColumnCount>::update(Session& session) {
  const TableInfo& table = Derived::table();
  if (!dirty_.any()) return self();
  if constexpr (requires(Derived& d) { d.stamp(false); }) self().stamp(false);
  if constexpr (requires(const Derived& d, const ColumnSet<ColumnCount>& changed) { d.check(changed); }) self().check(dirty_);

  std::uint64_t matched = 0;
  try {
    std::vector<std::size_t> columns;
    ParameterList parameters(ColumnCount + 2);
    for (std::size_t column = 0; column < ColumnCount; ++column) {
      if (!dirty_.test(column) || column == table.key || column == table.version) continue;
      columns.push_back(column);
      bind_column(column, parameters);
    }
    parameters.add(Parameter(*key_));
    if constexpr (requires(Derived& d) { d.version_member(); }) parameters.add(Parameter(self().version_member()));
    matched = session.execute(detail::update_sql(table, columns), std::span<const Parameter>(parameters));
  } catch (const Error& error) {
    detail::rethrow_for(error, table, key_text());
  }
  if (matched == 0) detail::throw_unmatched(session, table, Parameter(*key_), key_text());
  remember(session);
  if constexpr (requires(Derived& d) { d.version_member(); }) ++self().version_member();
  dirty_.clear();
  stored_ = true;
  return self();
}

template <class Derived, class Key, std::size_t ColumnCount>
Derived& Model<Derived, Key, ColumnCount>::reload(Session& session) {
  settle();
  const TableInfo& table = Derived::table();
  if (!key_) detail::throw_unsaved(table, "reload");
  std::optional<Derived> fresh = find(session, *key_);
  if (!fresh) detail::throw_not_found(table, key_text());
  std::vector<Undo> undo = std::move(undo_);
  self() = std::move(*fresh);
  undo_ = std::move(undo);
  return self();
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::destroy(Session& session) {
  settle();
  const TableInfo& table = Derived::table();
  if (!key_) detail::throw_unsaved(table, "destroy");
  std::uint64_t matched = 0;
  try {
    matched = session.execute(*table.erase, *key_);
  } catch (const Error& error) {
    detail::rethrow_for(error, table, key_text());
  }
  if (matched == 0) detail::throw_not_found(table, key_text());
  remember(session);
  if (table.generated_key) key_.reset();
  stored_ = false;
}

template <class Derived, class Key, std::size_t ColumnCount>
std::vector<std::string_view> Model<Derived, Key, ColumnCount>::dirty_columns() const {
  settle();
  std::vector<std::string_view> names;
  for (std::size_t column = 0; column < ColumnCount; ++column) {
    const bool changed = stored_ ? dirty_.test(column) : present_.test(column);
    if (changed) names.push_back(Derived::table().columns[column].name);
  }
  return names;
}

template <class Derived, class Key, std::size_t ColumnCount>
Derived& Model<Derived, Key, ColumnCount>::set_key(std::optional<Key> key) {
  settle();
  if (stored_ && key != key_) detail::throw_stored_key(Derived::table(), key_text());
  key_ = std::move(key);
  return self();
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::load(const Row& row) {
  try {
    self().read(row);
  } catch (const Error& error) {
    detail::rethrow_for(error, Derived::table(), key_text());
  }
  present_.fill();
  stored_ = true;
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::bind_column(std::size_t column, ParameterList& parameters) const {
  const TableInfo& table = Derived::table();
  if (column == table.key) {
    parameters.add(Parameter(key_));
  } else {
    try {
      self().bind(column, parameters);
    } catch (const Error& error) {
      ErrorDetails details = error.details();
      details.column = table.columns[column].name;
      error.rethrow_with(std::move(details));
    }
  }
  if (table.columns[column].max_length != 0) detail::check_length(table, column, parameters.back());
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::remember(const Session& session) {
  const std::shared_ptr<TransactionOutcome>& outcome = session.current_outcome();
  if (!outcome || (!undo_.empty() && undo_.back().outcome == outcome)) return;
  Undo undo{outcome, key_, dirty_, stored_, 0};
  if constexpr (requires(Derived& d) { d.version_member(); }) undo.version = self().version_member();
  undo_.push_back(std::move(undo));
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::settle_undo() const {
  while (!undo_.empty()) {
    Undo& last = undo_.back();
    const TransactionOutcome::State state = last.outcome->state();
    if (state == TransactionOutcome::State::kOpen) return;
    if (state == TransactionOutcome::State::kRolledBack) {
      key_ = last.key;
      dirty_ |= last.dirty;
      stored_ = last.stored;
      if constexpr (requires(Derived& d) { d.version_member(); }) {
        auto& version = const_cast<Derived&>(self()).version_member();
        version = static_cast<std::remove_reference_t<decltype(version)>>(last.version);
      }
    }
    undo_.pop_back();
  }
}

}  // namespace thriftorm
