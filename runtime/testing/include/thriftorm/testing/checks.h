// What a suite checks of each model. Each of these notes what is wrong in the suite, with the table,
// the column, the value that was expected and the one that is there, and the SQL that read it.
#pragma once

#include <string_view>

#include "thriftorm/testing/model.h"
#include "thriftorm/testing/suite.h"

namespace thriftorm::testing {

// create_schema() sends the statements of the committed DDL, where the program was told of it.
void check_ddl(Suite& suite);

// The database's own catalogue has the columns' types, lengths and nullability, the keys, indexes and
// foreign keys with their actions; defaults and CHECKs show in what the database stores and refuses.
void check_catalogue(Suite& suite, std::string_view table);

// The extremes of each column, written by the model and read by SQL, and the other way round; every
// other column has a value of its own.
void check_written_columns(Suite& suite, const Model& model);
void check_read_columns(Suite& suite, const Model& model);

// Inserts and updates: one UPDATE that names what has changed and nothing else, none for a record
// that is as it was, NULL, reload, several at once, and what a rollback takes back.
void check_saves(Suite& suite, const Model& model);
void check_updates(Suite& suite, const Model& model);
void check_rollbacks(Suite& suite, const Model& model);

// upsert_all() by a unique column writes over the rows that have the value, and inserts the others; by
// any other column it is refused.
void check_upserts(Suite& suite, const Model& model);

// What cannot be stored is refused, and the database stays as it was.
void check_refusals(Suite& suite, const Model& model);

// Setting one variant of a union clears the others; none, or more than one, is refused.
void check_unions(Suite& suite, const Model& model);

// find() and find_by_…() give the rows that have the value, in the order of their keys, and no others.
void check_finders(Suite& suite, const Model& model);
// Queries by each column find the same.
void check_queries(Suite& suite, const Model& model);
// Queries update and erase the rows that they find, and no others.
void check_changes(Suite& suite, const Model& model);

// The record that a key names is read, given, taken away and loaded with others.
void check_parent(Suite& suite, const Model& model, std::string_view relation);
// The records that belong to one, whoever else has some: read as a list, page by page and by a
// prefetch, given, added, removed and replaced.
void check_children(Suite& suite, const Model& model, std::string_view relation);
// The first of several keys that is set leads to its record.
void check_chooser(Suite& suite, const Model& model, std::string_view name);
// A copy has its template's values, and rows of its own.
void check_copies(Suite& suite, const Model& model);

// Destroying a record does to other tables what the rules say, and nothing to other owners' rows.
void check_destroy(Suite& suite, const Model& model);

// Random objects, stored and read again; THRIFTORM_TEST_SEED repeats a run.
void check_thrift(Suite& suite, const Model& model);

// from_thrift() with kKeep leaves what the object does not say, columns and rows alike.
void check_kept(Suite& suite, const Model& model);

// try_save() tells of a success, or of the error that save() throws, by the code that the IDL has for
// its kind.
void check_results(Suite& suite, const Model& model);
// `tell` gives every kind of error the code that the IDL has for it.
void check_error_codes(Suite& suite, Outcome (*tell)(const Error& error));

}  // namespace thriftorm::testing
