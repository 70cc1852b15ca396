// How an operation answers: with what it gives, or with FAILURE results in the IDL's words.
#pragma once

#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "game_types.h"

namespace game_server {

// An operation refuses what it was asked for. Thrown inside a transaction, it rolls back.
class Refused : public std::runtime_error {
 public:
  Refused(game::GameError::type code, const std::string& message)
      : std::runtime_error(message), code_(code) {}
  game::GameError::type code() const { return code_; }

 private:
  game::GameError::type code_;
};

// One SUCCESS.
std::vector<game::GameResult> succeeded(const std::string& message);

// An exception as one FAILURE: the code of a Refused, of a database error of a kind that has one
// (see the emitted results.h), else `otherwise`.
std::vector<game::GameResult> failed(std::exception_ptr error, const std::string& what,
                                     game::GameError::type otherwise);

// Runs an operation. Whatever it throws becomes the response's results, and the response holds
// nothing else then: no exception reaches the socket.
template <class Response, class Work>
void answer(Response& response, const std::string& what, game::GameError::type otherwise,
            Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (...) {
    response = Response();
    response.results = failed(std::current_exception(), what, otherwise);
  }
}

// Puts a variant into the response's union, by the setter that Thrift emits for it.
template <class Response, class Union, class Variant>
void give(Response& response, void (Union::*set)(const Variant&), const Variant& variant) {
  (response.response_data.*set)(variant);
  response.__isset.response_data = true;
}

// The record that a `find` gave; Refused (DB_RECORD_NOT_FOUND) if there is none.
template <class Model>
Model found(std::optional<Model> record, const std::string& name) {
  if (record) return *std::move(record);
  throw Refused(game::GameError::DB_RECORD_NOT_FOUND, name + " not found");
}

}  // namespace game_server
