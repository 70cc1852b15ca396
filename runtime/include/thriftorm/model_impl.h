// The bodies of Model; included by model.h alone.
#pragma once

namespace thriftorm {

// Stands around a statement that changes the record's row. What the record was before is kept for
// the transaction that may roll back; if the statement fails, its dirty columns are as they were.
template <class Derived, class Key, std::size_t ColumnCount>
class Model<Derived, Key, ColumnCount>::Attempt {
 public:
  Attempt(Model& model, const Session& session)
      : model_(model), before_{session.current_outcome(),
                               model.key_,
                               model.dirty_,
                               model.present_,
                               model.stored_,
                               0} {
    if constexpr (requires(Derived & d) { d.version_member(); }) {
      before_.version = model.self().version_member();
    }
    if (before_.outcome) model.undo_.reserve(model.undo_.size() + 1);
  }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;
  ~Attempt() {
    if (succeeded_) return;
    model_.dirty_ = before_.dirty;
    model_.present_ = before_.present;
  }

  void succeed() noexcept {
    succeeded_ = true;
    if (before_.outcome) model_.remember(std::move(before_));
  }

 private:
  Model& model_;
  Undo before_;
  bool succeeded_ = false;
};

template <class Derived, class Key, std::size_t ColumnCount>
Derived& Model<Derived, Key, ColumnCount>::insert(Session& session) {
  settle();
  Attempt attempt(*this, session);
  if constexpr (requires(Derived & d) { d.stamp(true); }) self().stamp(true);
  insert_row(session);
  attempt.succeed();
  const TableInfo& table = Derived::table();
  if constexpr (std::is_integral_v<Key>) {
    if (table.generated_key && !key_) key_ = static_cast<Key>(session.last_insert_id());
  }
  dirty_.clear();
  present_.fill();
  stored_ = true;
  return self();
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::insert_row(Session& session) {
  const TableInfo& table = Derived::table();
  for (std::size_t column = 0; column < ColumnCount; ++column) {
    const bool missing = column == table.key
                             ? !table.generated_key && !key_
                             : table.columns[column].required && !present_.test(column);
    if (missing) detail::throw_missing_value(table, column);
  }
  try {
    if constexpr (requires(const Derived& d, const ColumnSet<ColumnCount>& all) { d.check(all); }) {
      ColumnSet<ColumnCount> all;
      all.fill();
      self().check(all);
    }
    ParameterList parameters(ColumnCount);
    for (std::size_t column = 0; column < ColumnCount; ++column) bind_column(column, parameters);
    session.execute(*table.insert, std::span<const Parameter>(parameters));
  } catch (const Error& error) {
    detail::rethrow_for(error, table, key_text());
  }
}

template <class Derived, class Key, std::size_t ColumnCount>
Derived& Model<Derived, Key, ColumnCount>::update(Session& session) {
  if (stored_ && !dirty_.any()) return self();
  Attempt attempt(*this, session);
  if (dirty_.any()) {
    if constexpr (requires(Derived & d) { d.stamp(false); }) self().stamp(false);
    update_row(session);
  } else {
    confirm(session);
  }
  attempt.succeed();
  if constexpr (requires(Derived & d) { d.version_member(); }) {
    if (dirty_.any()) ++self().version_member();
  }
  dirty_.clear();
  stored_ = true;
  return self();
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::update_row(Session& session) {
  const TableInfo& table = Derived::table();
  std::uint64_t matched = 0;
  try {
    if constexpr (requires(const Derived& d, const ColumnSet<ColumnCount>& changed) {
                    d.check(changed);
                  }) {
      self().check(dirty_);
    }
    std::vector<std::size_t> columns;
    ParameterList parameters(ColumnCount + 2);
    for (std::size_t column = 0; column < ColumnCount; ++column) {
      if (!dirty_.test(column) || column == table.key || column == table.version) continue;
      columns.push_back(column);
      bind_column(column, parameters);
    }
    parameters.add(Parameter(*key_));
    if constexpr (requires(Derived & d) { d.version_member(); }) {
      parameters.add(Parameter(self().version_member()));
    }
    const std::string sql = detail::update_sql(table, columns);
    matched = session.execute(sql, std::span<const Parameter>(parameters));
  } catch (const Error& error) {
    detail::rethrow_for(error, table, key_text());
  }
  if (matched == 0) detail::throw_unmatched(session, table, Parameter(*key_), key_text());
}

// Of a record that has a key and nothing else: there is nothing to write, but the row must be there.
template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::confirm(Session& session) {
  if (!find(session, *key_)) detail::throw_not_found(Derived::table(), key_text());
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
  Attempt attempt(*this, session);
  try {
    detail::destroy_row(session, table, Parameter(*key_), key_text());
  } catch (const Error& error) {
    detail::rethrow_for(error, table, key_text());
  }
  attempt.succeed();
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
void Model<Derived, Key, ColumnCount>::bind_column(std::size_t column,
                                                   ParameterList& parameters) const {
  const TableInfo& table = Derived::table();
  if (column == table.key) {
    parameters.add(Parameter(key_));
  } else {
    try {
      self().bind(column, parameters);
    } catch (const Error& error) {
      detail::rethrow_for(error, table, column);
    }
  }
  detail::check_value(table, column, parameters.back());
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::take(Model& other) noexcept {
  key_ = std::exchange(other.key_, std::nullopt);
  dirty_ = std::exchange(other.dirty_, {});
  present_ = std::exchange(other.present_, {});
  stored_ = std::exchange(other.stored_, false);
  undo_ = std::exchange(other.undo_, {});
}

// Of each transaction and savepoint the oldest state is kept. A savepoint that was released is a part
// of what is around it, so that there are never more states than savepoints inside each other.
template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::remember(Undo before) noexcept {
  undo_.push_back(std::move(before));
  std::size_t kept = 0;
  for (Undo& undo : undo_) {
    while (auto around = undo.outcome->released_into()) undo.outcome = std::move(around);
    if (kept != 0 && undo_[kept - 1].outcome == undo.outcome) {
      undo_[kept - 1].dirty |= undo.dirty;
    } else if (&undo_[kept++] != &undo) {
      undo_[kept - 1] = std::move(undo);
    }
  }
  undo_.resize(kept);
}

template <class Derived, class Key, std::size_t ColumnCount>
void Model<Derived, Key, ColumnCount>::settle_undo() const {
  while (!undo_.empty()) {
    Undo& last = undo_.back();
    const TransactionOutcome::State state = last.outcome->state();
    if (state == TransactionOutcome::State::kOpen) return;
    if (state == TransactionOutcome::State::kRolledBack) {
      key_ = std::move(last.key);
      dirty_ |= last.dirty;
      present_ = last.present;
      present_ |= dirty_;
      stored_ = last.stored;
      if constexpr (requires(Derived & d) { d.version_member(); }) {
        auto& version = const_cast<Derived&>(self()).version_member();
        version = static_cast<std::remove_reference_t<decltype(version)>>(last.version);
      }
    }
    undo_.pop_back();
  }
}

}  // namespace thriftorm
