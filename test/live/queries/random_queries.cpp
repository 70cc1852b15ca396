#include "test/live/queries/random_queries.h"

#include <algorithm>

#include "library_db/models.h"

namespace queries {

using namespace thriftorm::detail;
using thriftorm::kRootPath;
using thriftorm::Parameter;
using thriftorm::PathNode;
using thriftorm::RelationInfo;
using thriftorm::TableInfo;
using Kind = Expression::Kind;

namespace {

const std::vector<std::string>& dates() {
  static const std::vector<std::string> all{"0001-01-01", "2000-02-29", "2023-01-01", "2023-01-02",
                                            "9999-12-31"};
  return all;
}

// What texts match without case and accents, and a few that none does.
const std::vector<std::string>& folded_texts() {
  static const std::vector<std::string> all{"zoe", "Zoé", "O", "A",  "%",
                                            "_",   "\\",  "Ω", "жу", "!b"};
  return all;
}

Expression list_of(Kind kind, std::vector<Expression> operands) {
  Expression expression{.kind = kind};
  for (Expression& operand : operands) expression.add(std::move(operand));
  return expression;
}

BoundValue whole(std::int64_t number) { return BoundValue(Parameter(number)); }

}  // namespace

RandomQueries::RandomQueries(std::uint64_t seed, const PlainDatabase& database) : random_(seed) {
  using namespace library_db;
  namespace r = library_db::relations;
  const auto table = []<class Model>(const Model*) -> const TableInfo& {
    return ModelAccess::table<Model>();
  };
  const auto add = [&]<class Model>(const Model* model,
                                    std::vector<const RelationInfo*> relations) {
    add_table(table(model), std::move(relations), database);
  };
  add(static_cast<AuthorModel*>(nullptr), {&r::author::books});
  add(static_cast<BookModel*>(nullptr), {&r::book::author, &r::book::categories, &r::book::tags});
  add(static_cast<CategoryModel*>(nullptr), {&r::category::books});
  add(static_cast<TagModel*>(nullptr), {&r::tag::books});
  add(static_cast<PersonModel*>(nullptr), {&r::person::friends});
  add(static_cast<PartModel*>(nullptr), {&r::part::follows, &r::part::followers});
  add(static_cast<RackModel*>(nullptr),
      {&r::rack::outer, &r::rack::keeper, &r::rack::inner, &r::rack::kept, &r::rack::codes});
  add(static_cast<CodeModel*>(nullptr), {&r::code::rack, &r::code::next, &r::code::previous});
  add(static_cast<RoomModel*>(nullptr), {&r::room::behind, &r::room::shelves, &r::room::copies});
  add(static_cast<ShelfModel*>(nullptr),
      {&r::shelf::room, &r::shelf::stands_on, &r::shelf::hidden_rooms, &r::shelf::upper_shelves,
       &r::shelf::copies, &r::shelf::notes});
  add(static_cast<CopyModel*>(nullptr), {&r::copy::room, &r::copy::shelf, &r::copy::replaces,
                                         &r::copy::replacements, &r::copy::notes});
  add(static_cast<NoteModel*>(nullptr), {&r::note::copy, &r::note::shelf});
}

void RandomQueries::add_table(const TableInfo& info, std::vector<const RelationInfo*> relations,
                              const PlainDatabase& database) {
  Table& table = tables_.emplace_back(Table{&info, {}, std::move(relations)});
  const PlainTable& plain = database.at(info.name);
  for (std::size_t i = 0; i < info.columns.size(); ++i) {
    Type type = Type::kWhole;
    for (const PlainRow& row : plain.rows) {
      if (std::holds_alternative<double>(row[i])) type = Type::kNumber;
      if (std::holds_alternative<std::string>(row[i])) type = Type::kText;
    }
    if (info.columns[i].name.ends_with("_date")) type = Type::kDate;
    table.columns.push_back({i, type});
  }
}

std::size_t RandomQueries::number_below(std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
}

const RandomQueries::Table& RandomQueries::table_of(const TableInfo& info) const {
  return *std::find_if(tables_.begin(), tables_.end(),
                       [&](const Table& table) { return table.info == &info; });
}

const PathNode* RandomQueries::step(const PathNode* from, const RelationInfo* relation) {
  const PathNode*& node = paths_[{from, relation}];
  if (node == nullptr) node = &nodes_.emplace_back(PathNode{from, relation});
  return node;
}

RandomQueries::Place RandomQueries::walk(const Table& from, std::size_t steps, bool to_one) {
  Place place{&kRootPath, &from};
  for (std::size_t i = 0; i < steps; ++i) {
    const RelationInfo* relation = one_of(place.table->relations);
    if (to_one && relation->is_many()) break;
    place = {step(place.path, relation), &table_of(relation->target())};
  }
  return place;
}

RandomQueries::Place RandomQueries::walk_somewhere(const Table& from) {
  const std::size_t dice = number_below(10);
  return walk(from, dice < 4 ? 0 : dice < 7 ? 1 : dice < 9 ? 2 : 3);
}

BoundValue RandomQueries::value(Type type) {
  if (chance(4)) return {};
  switch (type) {
    case Type::kWhole:
      return whole(static_cast<std::int64_t>(number_below(26)));
    case Type::kNumber:
      return BoundValue(Parameter(static_cast<double>(number_below(20)) / 4 - 1));
    case Type::kText:
      return BoundValue(Parameter(one_of(texts())));
    case Type::kDate:
      return BoundValue(Parameter(one_of(dates())));
  }
  return {};
}

Expression RandomQueries::column_at(const Place& place, const Column& column) {
  Expression expression{.kind = Kind::kColumn};
  expression.path = place.path;
  expression.column = column.position;
  return expression;
}

// A column of this type somewhere, or a value where none was found.
Expression RandomQueries::operand(const Table& from, Type type) {
  for (int attempt = 0; attempt < 5; ++attempt) {
    const Place place = walk_somewhere(from);
    const Column& column = one_of(place.table->columns);
    if (column.type == type) return column_at(place, column);
  }
  return make_value(value(type));
}

Expression RandomQueries::list(Expression operand, Type type) {
  Expression expression = list_of(Kind::kIn, {std::move(operand)});
  const std::size_t count = number_below(7);
  for (std::size_t i = 0; i < count; ++i) expression.values.push_back(value(type));
  return expression;
}

Expression RandomQueries::match(Expression operand) {
  Expression expression = list_of(Kind::kMatch, {std::move(operand)});
  expression.match = static_cast<Match>(number_below(4));
  expression.folds = expression.match != Match::kLike && chance(40);
  if (expression.folds) {
    expression.values.emplace_back(Parameter(one_of(folded_texts())));
    return expression;
  }
  const std::string& text = one_of(texts());
  const std::string part = text.substr(0, chance(50) ? 1 : text.size());
  // Half a character is no text.
  const bool whole_characters = static_cast<unsigned char>(part.empty() ? 0 : part[0]) < 0x80;
  std::string wanted = whole_characters ? part : text;
  if (expression.match == Match::kLike && chance(60))
    wanted = chance(50) ? wanted + "%" : "_" + wanted;
  expression.values.emplace_back(Parameter(wanted));
  return expression;
}

Expression RandomQueries::comparison(const Table& from) {
  const Place place = walk_somewhere(from);
  const Column& column = one_of(place.table->columns);
  Expression left = column_at(place, column);
  const bool number = column.type == Type::kWhole || column.type == Type::kNumber;
  if (number && chance(20)) {
    const Kind kinds[] = {Kind::kAdd, Kind::kSubtract, Kind::kMultiply};
    left = list_of(kinds[number_below(3)], {std::move(left), operand(from, column.type)});
  }
  switch (number_below(column.type == Type::kText ? 9 : 6)) {
    case 0:
      return make_is_null(std::move(left));
    case 1:
      return list(std::move(left), column.type);
    case 2: {
      Expression expression = list_of(Kind::kBetween, {std::move(left)});
      expression.values = {value(column.type), value(column.type)};
      return expression;
    }
    case 6:
    case 7:
    case 8:
      return match(std::move(left));
    default: {
      Expression right = chance(30) ? operand(from, column.type) : make_value(value(column.type));
      return make_compare(static_cast<Comparison>(number_below(6)), std::move(left),
                          std::move(right));
    }
  }
}

Expression RandomQueries::any(const Table& from, int depth) {
  const Place place = walk(from, 1 + number_below(2));
  Expression expression{.kind = Kind::kAny};
  expression.path = place.path;
  if (chance(80)) expression.add(condition(*place.table, depth - 2));
  return expression;
}

Expression RandomQueries::same(const Table& from) {
  const Place place = walk(from, 1 + number_below(2));
  Expression expression{.kind = Kind::kSame};
  expression.path = place.path;
  expression.values.push_back(place.table->info->text_key
                                  ? BoundValue(Parameter(one_of(texts())))
                                  : whole(static_cast<std::int64_t>(number_below(26))));
  return expression;
}

// A count of rows or an aggregate of their values, compared with a number.
Expression RandomQueries::related(const Table& from, int depth) {
  Place place = walk(from, 1 + number_below(2));
  Expression expression{.kind = Kind::kRelated};
  expression.path = place.path;
  expression.counts_rows = chance(50);
  const Column& column = one_of(place.table->columns);
  if (!expression.counts_rows && column.type == Type::kWhole) {
    expression.function = static_cast<Function>(number_below(5));
    expression.distinct = expression.function == Function::kCount && chance(50);
    expression.add(column_at(place, column));
  } else {
    expression.counts_rows = true;
    if (chance(60)) expression.add(condition(*place.table, depth - 2));
  }
  return make_compare(static_cast<Comparison>(number_below(6)), std::move(expression),
                      make_value(whole(static_cast<std::int64_t>(number_below(5)))));
}

Expression RandomQueries::condition(const Table& from, int depth) {
  if (depth <= 0) return comparison(from);
  switch (number_below(12)) {
    case 0:
    case 1:
      return make_and(condition(from, depth - 1), condition(from, depth - 1));
    case 2:
    case 3:
      return make_or(condition(from, depth - 1), condition(from, depth - 1));
    case 4:
    case 5:
      return make_not(condition(from, depth - 1));
    case 6:
    case 7:
      return any(from, depth);
    case 8:
      return same(from);
    case 9:
      return related(from, depth);
    default:
      return comparison(from);
  }
}

// Of the rows that a relation gives one record.
void RandomQueries::add_owner(QueryState& state, const Table& table) {
  for (const Table& owner : tables_) {
    for (const RelationInfo* relation : owner.relations) {
      if (!relation->is_many() || &relation->target() != table.info || chance(50)) continue;
      state.owner = relation;
      if (owner.info->text_key) state.owner_key = one_of(texts());
      else state.owner_key = static_cast<std::int64_t>(number_below(26));
      return;
    }
  }
}

QueryState RandomQueries::next() {
  const Table& table = tables_[number_below(tables_.size())];
  QueryState state(*table.info);
  if (chance(15)) add_owner(state, table);
  state.add_condition(condition(table, static_cast<int>(number_below(5))));
  if (chance(20)) state.add_condition(condition(table, 1));
  const std::size_t terms = number_below(3);
  for (std::size_t i = 0; i < terms; ++i) {
    const Place place = walk(table, number_below(3), true);
    state.order.push_back({column_at(place, one_of(place.table->columns)), chance(50)});
  }
  if (chance(20)) state.add_joined(walk(table, 2, true).path);
  if (chance(15)) state.reverse();
  if (chance(20)) state.set_limit(static_cast<std::int64_t>(number_below(12)));
  if (chance(15)) state.set_offset(static_cast<std::int64_t>(number_below(6)));
  return state;
}

}  // namespace queries
