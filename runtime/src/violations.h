// What errors of violated constraints say beyond what the engine says of them. Internal to the runtime.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "thriftorm/model.h"

namespace thriftorm::detail {

// What a statement writes into a row: into which columns, and the values, whose texts must outlive
// this. Only names_no_key() needs both.
struct WrittenRow {
  std::string record_id;  // the row's key as text; empty: it is not known
  std::vector<std::size_t> columns;
  std::vector<Parameter> values;
};

// Whether it is a violated foreign key that the engine leaves without a name, as SQLite does.
bool names_no_key(const Session& session, const Error& error);

// Rethrows with the table and the record's key added. Of a constraint that was violated by writing
// these rows, the database is asked for what the error leaves open: a unique constraint has its name
// and all its columns then (the primary key is called PRIMARY), a foreign key its name and its column,
// and a CHECK the columns that it compares.
[[noreturn]] void rethrow_written(Session& session, const Error& error, const TableInfo& table,
                                  std::span<const WrittenRow> rows);

}  // namespace thriftorm::detail
