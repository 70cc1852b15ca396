#include "query/expression_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "bounds.h"
#include "keys.h"
#include "query/groups.h"
#include "thriftorm/error.h"

namespace thriftorm::detail {
namespace {

using Kind = Expression::Kind;

std::string_view to_sql(Comparison comparison) {
  switch (comparison) {
    case Comparison::kEqual:
      return "=";
    case Comparison::kNotEqual:
      return "<>";
    case Comparison::kLess:
      return "<";
    case Comparison::kLessEqual:
      return "<=";
    case Comparison::kGreater:
      return ">";
    case Comparison::kGreaterEqual:
      return ">=";
  }
  return "";
}

std::string_view to_sql(Function function) {
  switch (function) {
    case Function::kCount:
      return "COUNT";
    case Function::kSum:
      return "SUM";
    case Function::kAverage:
      return "AVG";
    case Function::kMinimum:
      return "MIN";
    case Function::kMaximum:
      return "MAX";
  }
  return "";
}

// The first path that leads from the scope's row to many rows, anywhere in what is compared.
const PathNode* first_many(const Expression& expression, const Scope& scope) {
  if (expression.kind == Kind::kColumn) return scope.first_many(*expression.path);
  if (expression.kind == Kind::kRelated) return nullptr;
  for (const Expression& operand : expression.operands) {
    if (const PathNode* found = first_many(operand, scope)) return found;
  }
  return nullptr;
}

constexpr char kEscape = '!';

// What stands for itself in a pattern.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == kEscape) result += kEscape;
    result += c;
  }
  return result;
}

// A pattern of the caller's, whose escape is the backslash.
std::string translated(std::string_view pattern) {
  std::string result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) result += escaped(pattern.substr(++i, 1));
    else if (c == kEscape) result += escaped("!");
    else result += c;
  }
  return result;
}

std::string like_pattern(Match match, const std::string& text) {
  switch (match) {
    case Match::kContains:
      return "%" + escaped(text) + "%";
    case Match::kStartsWith:
      return escaped(text) + "%";
    case Match::kEndsWith:
      return "%" + escaped(text);
    case Match::kLike:
      return translated(text);
  }
  return "";
}

// What tells neither case nor accents apart.
std::string_view folding_collation(Dialect dialect) {
  return dialect == Dialect::kMysql ? "utf8mb4_0900_ai_ci" : "utf8mb4_unicode_520_ci";
}

// A subquery's tables beyond its first, and what must hold.
struct Body {
  std::string joins;
  std::string condition;
};

}  // namespace

std::string ExpressionWriter::write_having(const Expression& condition, Scope& scope) {
  of_groups_ = true;
  std::string text = write(condition, scope);
  of_groups_ = false;
  return text;
}

std::string ExpressionWriter::write(const Expression& expression, Scope& scope) {
  const bool aggregate = expression.kind == Kind::kAggregate;
  if (of_groups_ && expression.kind != Kind::kValue && (aggregate || !aggregates(expression))) {
    of_groups_ = false;
    const std::string text = write(expression, scope);
    of_groups_ = true;
    return aggregate ? text : "MIN(" + text + ")";
  }
  switch (expression.kind) {
    case Kind::kColumn:
      return write_column(expression, scope);
    case Kind::kValue:
      return write_value(expression.values.front());
    case Kind::kAggregate:
      return write_aggregate(expression, scope);
    case Kind::kRelated:
      return write_related(expression, scope);
    case Kind::kAdd:
      return write_list(expression.operands, " + ", scope);
    case Kind::kSubtract:
      return write_list(expression.operands, " - ", scope);
    case Kind::kMultiply:
      return write_list(expression.operands, " * ", scope);
    case Kind::kAnd:
      return write_list(expression.operands, " AND ", scope);
    case Kind::kOr:
      return write_list(expression.operands, " OR ", scope);
    case Kind::kNot:
      return "NOT " + write_operand(expression.operands.front(), scope);
    case Kind::kCompare:
    case Kind::kIn:
    case Kind::kBetween:
    case Kind::kIsNull:
    case Kind::kMatch:
      if (const PathNode* many = first_many(expression, scope)) {
        return write_exists_beyond(*many, scope,
                                   [&](Scope& rows) { return write(expression, rows); });
      }
      return write_compare(expression, scope);
    case Kind::kAny:
      return write_any(expression, scope);
    case Kind::kSame:
      return write_same(expression, scope);
  }
  return "";
}

// In parentheses, where another operator could bind its parts.
std::string ExpressionWriter::write_operand(const Expression& expression, Scope& scope) {
  const bool plain = expression.kind == Kind::kColumn || expression.kind == Kind::kValue ||
                     expression.kind == Kind::kAggregate || expression.kind == Kind::kRelated;
  const std::string text = write(expression, scope);
  return plain ? text : "(" + text + ")";
}

std::string ExpressionWriter::write_value(const BoundValue& value) {
  parameters_.add(value.parameter());
  return "?";
}

std::string ExpressionWriter::write_column(const Expression& expression, Scope& scope) {
  const ColumnInfo& column = scope.table_of(*expression.path).columns[expression.column];
  std::string text = qualified(scope.alias_of(*expression.path), column.name);
  if (column.decimal && dialect_ == Dialect::kSqlite) text += " COLLATE thriftorm_decimal";
  return text;
}

// A long chain is made of its halves: a row of operators is a tree as deep as it is long, to SQLite.
std::string ExpressionWriter::write_list(std::span<const Expression> operands,
                                         std::string_view separator, Scope& scope) {
  if (operands.size() > kMaxChain) {
    const std::size_t half = operands.size() / 2;
    const std::string left = write_list(operands.first(half), separator, scope);
    const std::string right = write_list(operands.subspan(half), separator, scope);
    return fmt::format("({}){}({})", left, separator, right);
  }
  std::string text;
  for (const Expression& operand : operands) {
    if (!text.empty()) text += separator;
    // Comparisons bind tighter than what joins them.
    const bool joins = operand.kind == Kind::kAnd || operand.kind == Kind::kOr ||
                       operand.kind == Kind::kAdd || operand.kind == Kind::kSubtract ||
                       operand.kind == Kind::kMultiply || operand.kind == Kind::kNot;
    text += joins ? "(" + write(operand, scope) + ")" : write(operand, scope);
  }
  return text;
}

// The mean of integers is no integer: a server would round it to four digits.
std::string ExpressionWriter::write_function(const Expression& expression,
                                             const std::string& operand) {
  const bool mean = expression.function == Function::kAverage;
  return fmt::format("{}({}{}{})", to_sql(expression.function),
                     expression.distinct ? "DISTINCT " : "", operand, mean ? " + 0e0" : "");
}

std::string ExpressionWriter::write_aggregate(const Expression& expression, Scope& scope) {
  if (expression.operands.empty()) return "COUNT(*)";
  return write_function(expression, write_operand(expression.operands.front(), scope));
}

// A subquery for each record, so that several do not multiply each other's rows.
std::string ExpressionWriter::write_related(const Expression& expression, Scope& scope) {
  const PathNode* many = scope.first_many(*expression.path);
  const PathNode& step = many == nullptr ? *expression.path : *many;
  const std::string owner = qualified(scope.alias_of(*step.parent),
                                      owner_column(*step.relation, scope.table_of(*step.parent)));
  const RelatedTables tables = related_tables(*step.relation, scope.aliases());
  const std::string tied = tie(*step.relation, tables, owner, scope.aliases());
  Scope rows(scope.root(), step, tables.alias, scope.aliases(), &scope);
  if (!expression.counts_rows) {
    const std::string value =
        write_function(expression, write_operand(expression.operands.front(), rows));
    return fmt::format("(SELECT {} FROM {}{} WHERE {})", value, tables.from, rows.joins(), tied);
  }
  const TableInfo& target = rows.table_of(*expression.path);
  const std::string alias = rows.alias_of(*expression.path);
  std::string text = fmt::format("(SELECT COUNT({}) FROM {}{}", qualified(alias, target.key_name()),
                                 tables.from, rows.joins());
  std::string condition;
  if (!expression.operands.empty()) {
    Scope counted(target, kRootPath, alias, scope.aliases());
    condition = " AND " + write_operand(expression.operands.front(), counted);
    text += counted.joins();
  }
  return fmt::format("{} WHERE {}{})", text, tied, condition);
}

std::string ExpressionWriter::write_compare(const Expression& expression, Scope& scope) {
  switch (expression.kind) {
    case Kind::kIn:
      return write_in(expression, scope);
    case Kind::kMatch:
      return write_match(expression, scope);
    case Kind::kIsNull:
      return write_operand(expression.operands.front(), scope) + " IS NULL";
    case Kind::kBetween:
      return write_between(expression, scope);
    default: {
      std::string text = write_operand(expression.operands.front(), scope);
      text += fmt::format(" {} ", to_sql(expression.comparison));
      return text + write_operand(expression.operands.back(), scope);
    }
  }
}

// MariaDB takes BETWEEN for an equality where its ends differ by trailing spaces alone.
std::string ExpressionWriter::write_between(const Expression& expression, Scope& scope) {
  const bool two = dialect_ == Dialect::kMariadb;
  const Expression& operand = expression.operands.front();
  std::string text =
      (two ? "(" : "") + write_operand(operand, scope) + (two ? " >= " : " BETWEEN ");
  text += write_value(expression.values.front()) + " AND ";
  if (two) text += write_operand(operand, scope) + " <= ";
  return text + write_value(expression.values.back()) + (two ? ")" : "");
}

// Padded to powers of two, so that few statements are prepared. Nothing is in an empty list: a parameter
// says so, since MySQL does away with subqueries around a constant, but refuses an UPDATE for what they
// read ("can't specify target table").
std::string ExpressionWriter::write_in(const Expression& expression, Scope& scope) {
  if (expression.values.empty()) {
    parameters_.add(Parameter(1));
    return "? = 0";
  }
  const std::size_t count = expression.values.size();
  if (count > kMaxPlaceholders) {
    throw UsageError(
        fmt::format("a list of {} values is too long for one statement: {} is the most, "
                    "ask in parts",
                    count, kMaxPlaceholders));
  }
  const std::string operand = write_operand(expression.operands.front(), scope);
  const std::size_t padded = count > kMaxPaddedList ? count : std::bit_ceil(count);
  for (std::size_t i = 0; i < padded; ++i)
    parameters_.add(expression.values[std::min(i, count - 1)].parameter());
  return fmt::format("{} IN ({})", operand, repeated("?", padded));
}

std::string ExpressionWriter::write_match(const Expression& expression, Scope& scope) {
  std::string column = write_operand(expression.operands.front(), scope);
  if (dialect_ == Dialect::kSqlite) return write_sqlite_match(expression, column);
  // Where MariaDB finds what has a beginning by an index, it takes U+FFFF for the last character and
  // misses rows in which one beyond that follows. It has no index for what CONCAT gives.
  const bool has_beginning =
      expression.match == Match::kStartsWith || expression.match == Match::kLike;
  if (dialect_ == Dialect::kMariadb && has_beginning && !expression.folds)
    column = fmt::format("CONCAT({})", column);
  parameters_.add_owned(like_pattern(expression.match, expression.values.front().text()));
  if (!expression.folds) return fmt::format("{} LIKE ? ESCAPE '{}'", column, kEscape);
  return fmt::format("{} COLLATE {} LIKE ? ESCAPE '{}'", column, folding_collation(dialect_),
                     kEscape);
}

// Functions of the driver, which know texts with NULs in them as well.
std::string ExpressionWriter::write_sqlite_match(const Expression& expression,
                                                 const std::string& column) {
  const std::string_view fold = expression.folds ? "thriftorm_fold" : "";
  const std::string& text = expression.values.front().text();
  const std::string folded = fmt::format("{}({})", fold, column);
  switch (expression.match) {
    case Match::kContains:
      parameters_.add(Parameter(text));
      return fmt::format("instr({}, {}(?)) > 0", folded, fold);
    case Match::kStartsWith:
      parameters_.add(Parameter(text));
      return fmt::format("instr({}, {}(?)) = 1", folded, fold);
    case Match::kEndsWith:
      parameters_.add(Parameter(text));
      return fmt::format("thriftorm_ends_with({}, {}(?))", folded, fold);
    case Match::kLike:
      parameters_.add_owned(like_pattern(expression.match, text));
      return fmt::format("{} LIKE ? ESCAPE '{}'", column, kEscape);
  }
  return "";
}

template <class Write>
std::string ExpressionWriter::write_exists(const PathNode& step, Scope& scope, Write&& write) {
  const std::string owner = qualified(scope.alias_of(*step.parent),
                                      owner_column(*step.relation, scope.table_of(*step.parent)));
  const RelatedTables tables = related_tables(*step.relation, scope.aliases());
  const Body body = write(tables.alias);
  return fmt::format("EXISTS (SELECT 1 FROM {}{} WHERE {}{}{})", tables.from, body.joins,
                     tie(*step.relation, tables, owner, scope.aliases()),
                     body.condition.empty() ? "" : " AND ", body.condition);
}

template <class Write>
std::string ExpressionWriter::write_exists_beyond(const PathNode& step, Scope& scope,
                                                  Write&& write) {
  return write_exists(step, scope, [&](const std::string& alias) {
    Scope rows(scope.root(), step, alias, scope.aliases(), &scope);
    const std::string condition = write(rows);
    return Body{rows.joins(), condition};
  });
}

std::string ExpressionWriter::write_any(const Expression& expression, Scope& scope) {
  const PathNode* many = scope.first_many(*expression.path);
  if (many != nullptr && many != expression.path)
    return write_exists_beyond(*many, scope,
                               [&](Scope& rows) { return write_any(expression, rows); });
  if (many == nullptr && expression.operands.empty()) {
    return qualified(scope.alias_of(*expression.path),
                     scope.table_of(*expression.path).key_name()) +
           " IS NOT NULL";
  }
  return write_exists(*expression.path, scope, [&](const std::string& alias) -> Body {
    if (expression.operands.empty()) return {};
    // The condition begins at these rows.
    Scope rows(scope.table_of(*expression.path), kRootPath, alias, scope.aliases());
    const std::string condition = write_operand(expression.operands.front(), rows);
    return {rows.joins(), condition};
  });
}

std::string ExpressionWriter::write_same(const Expression& expression, Scope& scope) {
  if (const PathNode* many = scope.first_many(*expression.path)) {
    return write_exists_beyond(*many, scope,
                               [&](Scope& rows) { return write_same(expression, rows); });
  }
  const PathNode& path = *expression.path;
  // A parent's key stands in this row already.
  const bool here = path.parent != nullptr && path.relation->kind == RelationInfo::kParent &&
                    scope.knows(*path.parent);
  const std::string key = here ? qualified(scope.alias_of(*path.parent), path.relation->column)
                               : qualified(scope.alias_of(path), scope.table_of(path).key_name());
  return key + " = " + write_value(expression.values.front());
}

}  // namespace thriftorm::detail
