#include "thriftorm/testing/tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "records.h"

namespace thriftorm::testing {
namespace {

// Keys that name nobody are far from those that databases give.
constexpr std::int64_t kNobody = 1'000'000'000;
// A prime, so that the values of a column take turns whatever number of them there is.
constexpr std::int64_t kRowsApart = 1009;
// Unique indexes with fewer values than this may run out of them.
constexpr std::int64_t kFew = 40'000;
constexpr std::int64_t kMostTries = 2'000;
constexpr int kDeepest = 6;

// JSON without the spaces that MySQL puts between values.
std::string compact(std::string_view json) {
  std::string result;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (quoted && json[i] == '\\') result += json[i++];
    else if (json[i] == '"') quoted = !quoted;
    if (quoted || json[i] != ' ') result += json[i];
  }
  return result;
}

Value read_value(const thriftorm::Row& row, int position, const Column& column) {
  if (row.is_null(position)) return {};
  if (is_integer(column.type)) return row.get_int64(position);
  if (is_binary(column.type)) return Value::bytes(std::string(row.get_bytes(position)));
  if (column.type == Type::kDouble) return row.get_double(position);
  if (column.type == Type::kJson) return compact(row.get_text(position));
  return std::string(row.get_text(position));
}

// One level deeper until the end of the scope, however that is left.
class Deeper {
 public:
  explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;
  ~Deeper() { --depth_; }

 private:
  int& depth_;
};

// The variant that the given values ask for; none: any will do.
const Variant* asked_for(const Group& group, const Row& given) {
  for (const Variant& variant : group.variants) {
    for (const std::string& column : variant.columns) {
      const auto value = given.find(column);
      if (value != given.end() && !value->second.is_null()) return &variant;
    }
  }
  return nullptr;
}

bool excludes(const Variant& variant, const Row& given) {
  return std::any_of(variant.columns.begin(), variant.columns.end(), [&](const std::string& name) {
    const auto value = given.find(name);
    return value != given.end() && value->second.is_null();
  });
}

}  // namespace

std::string Tables::quoted(std::string_view identifier) const {
  const char quote = session_.dialect() == Dialect::kSqlite ? '"' : '`';
  return fmt::format("{0}{1}{0}", quote, identifier);
}

// A key column names a row that is there, if it must or the database asks for it.
Sample Tables::reference(const Column& column, std::int64_t n) {
  const bool needed = (!column.nullable || column.constrained) && depth_ < kDeepest;
  if (!needed) {
    if (column.constrained) return {};
    const bool text = column.type == Type::kVarchar;
    return text ? ordinary_sample(column, n) : sample_of(column, kNobody + n);
  }
  const Table& target = schema_.table(column.references);
  // Short keys are few.
  if (target.key().length > 0 && target.key().length < 4 && count(target.name) > 0)
    return sample_of(column, last_key(target));
  const Deeper deeper(depth_);
  try {
    return sample_of(column, insert(column.references));
  } catch (const NoRoom&) {
    if (count(target.name) == 0) throw;
    return sample_of(column, last_key(target));
  }
}

// A row that is there will do.
Value Tables::last_key(const Table& table) { return all(table.name).back().at(table.key().name); }

void Tables::choose_variants(const Table& table, const Row& given, Samples& samples) {
  for (const Group& group : table.groups) {
    std::vector<const Variant*> open;
    for (const Variant& variant : group.variants)
      if (!excludes(variant, given)) open.push_back(&variant);
    const Variant* chosen = asked_for(group, given);
    if (chosen == nullptr && !open.empty()) {
      const auto turn = static_cast<std::size_t>(rows_) % (open.size() + (group.required ? 0 : 1));
      if (turn < open.size()) chosen = open[turn];
    }
    for (const Variant& variant : group.variants) {
      for (const std::string& column : variant.columns) {
        const bool set = &variant == chosen && (holds(variant.required, column) || rows_ % 2 == 0 ||
                                                given.contains(column));
        if (!set && table.column(column).nullable) samples[column] = {};
      }
    }
  }
}

Samples Tables::fresh(std::string_view table_name, const Row& given) {
  const Table& table = schema_.table(table_name);
  const std::int64_t row = ++rows_;
  Samples samples;
  choose_variants(table, given, samples);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const std::int64_t n = row * kRowsApart + static_cast<std::int64_t>(i);
    if (const auto value = given.find(column.name); value != given.end()) {
      samples[column.name] = sample_of(column, value->second);
    } else if (!column.generated && !samples.contains(column.name)) {
      // A key of its own, which nothing else refers to, is one of the table's.
      const bool names_row = !column.references.empty() && column.references != table.name;
      const bool names_own = !column.references.empty() && !names_row;
      if (names_own && column.constrained) samples[column.name] = {};
      else
        samples[column.name] =
            names_row || names_own ? reference(column, n) : ordinary_sample(column, n);
    }
  }
  make_unique(table, given, row, samples);
  return samples;
}

// Takes other values where a unique index has few and these are taken: those that are left, or NULL.
void Tables::make_unique(const Table& table, const Row& given, std::int64_t row, Samples& samples) {
  std::vector<std::vector<std::string>> keys{table.primary_key};
  for (const Index& index : table.indexes)
    if (index.unique) keys.push_back(index.columns);
  for (const std::vector<std::string>& key : keys) {
    std::vector<const Column*> open;
    std::int64_t room = 1;
    const bool is_whole = std::all_of(key.begin(), key.end(), [&](const std::string& name) {
      const auto sample = samples.find(name);
      return sample != samples.end() && !sample->second.model.is_null();
    });
    for (const std::string& name : key) {
      const Column& column = table.column(name);
      if (given.contains(name)) continue;
      if (!column.references.empty()) room = kFew;
      else open.push_back(&column);
      room = std::min(kFew, room * std::min(kFew, distinct_values(column)));
    }
    if (!is_whole || open.empty() || room >= kFew) continue;
    if (take_values(table, key, open, row, room, samples)) continue;
    const auto optional = std::find_if(open.begin(), open.end(), [&](const Column* column) {
      return column->nullable && table.group_of(column->name) == nullptr;
    });
    if (optional == open.end())
      throw NoRoom(fmt::format("{} has no room for one more: {} is unique", table.name,
                               fmt::join(key, ", ")));
    samples[(*optional)->name] = {};
  }
}

// Those that no row of the test had so far, or else those that no row has now.
bool Tables::take_values(const Table& table, const std::vector<std::string>& key,
                         const std::vector<const Column*>& open, std::int64_t row,
                         std::int64_t room, Samples& samples) {
  std::optional<Samples> unused;
  for (std::int64_t turn = 0; turn < std::min(room, kMostTries); ++turn) {
    std::int64_t rest = turn;
    for (const Column* column : open) {
      const std::int64_t values = distinct_values(*column);
      if (turn > 0)
        samples[column->name] = ordinary_sample(*column, row * kRowsApart + rest % values);
      rest /= values;
    }
    if (is_there(table, key, samples)) continue;
    std::string text = table.name;
    for (const std::string& name : key) text += " " + samples.at(name).stored.shown();
    if (taken_.insert(std::move(text)).second) return true;
    if (!unused) unused = samples;
  }
  if (unused) samples = *unused;
  return unused.has_value();
}

bool Tables::is_there(const Table& table, const std::vector<std::string>& columns,
                      const Samples& samples) {
  std::string condition;
  Values values;
  for (const std::string& name : columns) {
    condition += fmt::format("{}{} = ?", condition.empty() ? " where " : " and ", quoted(name));
    values.push_back(samples.at(name).stored);
  }
  return !read(table, select_sql(table, condition), values).empty();
}

std::string Tables::stored_json(const std::string& json) {
  if (session_.dialect() != Dialect::kMysql) return compact(json);
  Rows rows = session_.query("select cast(? as json)", json);
  return compact(rows.next()->get_text(0));
}

Sample Tables::another(const Column& column) {
  return ordinary_sample(column, ++rows_ * kRowsApart);
}

Value Tables::insert(std::string_view table_name, const Samples& samples) {
  const Table& table = schema_.table(table_name);
  std::string names;
  std::string marks;
  Values values;
  for (const auto& [name, sample] : samples) {
    names += (names.empty() ? "" : ", ") + quoted(name);
    marks += marks.empty() ? "?" : ", ?";
    values.push_back(sample.stored);
  }
  const bool defaults = values.empty() && session_.dialect() == Dialect::kSqlite;
  const std::string rest =
      defaults ? "default values" : fmt::format("({}) values ({})", names, marks);
  execute(fmt::format("insert into {} {}", quoted(table.name), rest), values);
  const auto key = samples.find(table.primary_key.front());
  return key != samples.end() ? key->second.model : Value(session_.last_insert_id());
}

Value Tables::insert(std::string_view table, const Row& given) {
  return insert(table, fresh(table, given));
}

std::string Tables::select_sql(const Table& table, const std::string& rest) const {
  std::string names;
  for (const Column& column : table.columns)
    names += (names.empty() ? "" : ", ") + quoted(column.name);
  std::string keys;
  for (const std::string& key : table.primary_key) keys += (keys.empty() ? "" : ", ") + quoted(key);
  return fmt::format("select {} from {}{} order by {}", names, quoted(table.name), rest, keys);
}

std::vector<Row> Tables::read(const Table& table, const std::string& sql, const Values& values) {
  std::vector<Parameter> parameters;
  for (const Value& value : values) parameters.push_back(value.parameter());
  std::vector<Row> found;
  Rows rows = session_.query(sql, std::span<const Parameter>(parameters));
  while (const thriftorm::Row* row = rows.next()) {
    Row& values_of_row = found.emplace_back();
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      values_of_row[table.columns[i].name] =
          read_value(*row, static_cast<int>(i), table.columns[i]);
  }
  return found;
}

std::uint64_t Tables::execute(const std::string& sql, const Values& values) {
  std::vector<Parameter> parameters;
  for (const Value& value : values) parameters.push_back(value.parameter());
  return session_.execute(sql, std::span<const Parameter>(parameters));
}

std::string Tables::find_sql(std::string_view table_name) const {
  const Table& table = schema_.table(table_name);
  return select_sql(table, fmt::format(" where {} = ?", quoted(table.primary_key.front())));
}

std::optional<Row> Tables::find(std::string_view table_name, const Value& key) {
  std::vector<Row> rows = read(schema_.table(table_name), find_sql(table_name), {key});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<Row> Tables::all(std::string_view table_name) {
  const Table& table = schema_.table(table_name);
  return read(table, select_sql(table, ""), {});
}

std::vector<Row> Tables::where(std::string_view table_name, std::string_view column,
                               const Value& value) {
  const Table& table = schema_.table(table_name);
  return read(table, select_sql(table, fmt::format(" where {} = ?", quoted(column))), {value});
}

std::map<std::string, std::vector<Row>> Tables::snapshot() {
  std::map<std::string, std::vector<Row>> rows;
  for (const Table& table : schema_.tables) rows[table.name] = all(table.name);
  return rows;
}

std::int64_t Tables::count(std::string_view table) {
  Rows rows = session_.query(fmt::format("select count(*) from {}", quoted(table)));
  return rows.next()->get_int64(0);
}

void Tables::set(std::string_view table_name, const Value& key, std::string_view column,
                 const Value& value) {
  const Table& table = schema_.table(table_name);
  execute(fmt::format("update {} set {} = ? where {} = ?", quoted(table.name), quoted(column),
                      quoted(table.primary_key.front())),
          {value, key});
}

void Tables::erase(std::string_view table_name, const Value& key) {
  const Table& table = schema_.table(table_name);
  execute(fmt::format("delete from {} where {} = ?", quoted(table.name),
                      quoted(table.primary_key.front())),
          {key});
}

void Tables::clear() {
  taken_.clear();
  rows_ = 0;
  const bool sqlite = session_.dialect() == Dialect::kSqlite;
  session_.execute_ddl(sqlite ? "pragma foreign_keys = off" : "set foreign_key_checks = 0");
  session_.transaction([&] {
    for (const Table& table : schema_.tables) execute("delete from " + quoted(table.name), {});
  });
  session_.execute_ddl(sqlite ? "pragma foreign_keys = on" : "set foreign_key_checks = 1");
}

}  // namespace thriftorm::testing
