// Random values for columns: the extreme ones often, and never one that the annotations refuse.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>

#include "test/live/conversion/idl_view.h"
#include "test/live/conversion/wire_value.h"

namespace live {

class RandomScalars {
 public:
  RandomScalars(const Idl& idl, std::uint64_t seed) : idl_(idl), random_(seed) {}

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  // A value of a field that is no container and no struct. `unique`: that no other has.
  WireValue any(const Place& place, const thriftorm::idl::Field& field, bool unique);
  // The same without annotations, as in JSON.
  WireValue any(const WireType& type);

 private:
  std::int64_t integer(apache::thrift::protocol::TType type);
  // Beside the keys that the database gives.
  std::int64_t dangling_key(apache::thrift::protocol::TType type);
  double number();
  std::string text(std::size_t longest);
  std::string characters(std::size_t longest);
  std::string bytes(std::size_t longest);
  std::string decimal(const std::string& type);
  std::string date();
  std::int64_t time(const std::string& unit);
  std::string text_for(const Place& place, const thriftorm::idl::Field& field, bool unique);

  const Idl& idl_;
  std::mt19937_64 random_;
  std::map<const thriftorm::idl::Field*, std::int64_t> last_unique_;
};

}  // namespace live
