#include "answer.h"

#include "game_db/results.h"

namespace game_server {
namespace {

game::GameResult failure(game::GameError::type code, const std::string& message) {
  game::GameResult result;
  result.__set_status(game::StatusType::FAILURE);
  result.__set_message(message);
  result.__set_error_code(code);
  return result;
}

// to_results() knows the kinds of errors that have codes; DB_QUERY_FAILED is what it gives the rest.
game::GameError::type code_of(const thriftorm::Error& error, game::GameError::type otherwise) {
  const game::GameError::type code = game::to_results(error).front().error_code;
  return code == game::GameError::DB_QUERY_FAILED ? otherwise : code;
}

}  // namespace

std::vector<game::GameResult> succeeded(const std::string& message) {
  game::GameResult result;
  result.__set_status(game::StatusType::SUCCESS);
  result.__set_message(message);
  return {result};
}

std::vector<game::GameResult> failed(std::exception_ptr error, const std::string& what,
                                     game::GameError::type otherwise) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const Refused& refused) {
    return {failure(refused.code(), refused.what())};
  } catch (const thriftorm::Error& database) {
    // describe() names table, record and column; never values or SQL.
    return {failure(code_of(database, otherwise), what + ": " + thriftorm::describe(database))};
  } catch (const std::exception& other) {
    return {failure(otherwise, what + ": " + other.what())};
  } catch (...) {
    return {failure(otherwise, what)};
  }
}

}  // namespace game_server
