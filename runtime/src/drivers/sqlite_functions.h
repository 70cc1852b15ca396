// What SQLite lacks of the other engines' text functions. Internal to the driver.
#pragma once

struct sqlite3;

namespace thriftorm::driver {

// Makes known to a connection:
//   thriftorm_fold(text)               without case and accents
//   thriftorm_ends_with(text, end)
//   COLLATE thriftorm_decimal          texts that are decimal numbers, by their value
// and lets LIKE tell case apart.
void add_functions(sqlite3* database);

}  // namespace thriftorm::driver
