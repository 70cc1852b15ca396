// SOCI's sessions. Each works on a connection that was opened as those of the hand-written side are,
// so that journal, TLS and SQL modes are the same; its own connection string could not say them all.
//
// SOCI prepares SQLite's statements once, as everybody here does. With MySQL it never prepares: it
// writes the values into the text, and reads all rows into memory before the first is given.
#pragma once

#include <soci/soci.h>

#include <memory>

#include "databases.h"

namespace bench {

std::unique_ptr<soci::session> open_soci(const FileDatabase& database);
std::unique_ptr<soci::session> open_soci(const ServerDatabase& database);

}  // namespace bench
