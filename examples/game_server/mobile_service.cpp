#include "mobile_service.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer.h"
#include "game_db/models.h"
#include "queries.h"
#include "references.h"
#include "requests.h"

namespace game_server {

namespace mobile = game_db::columns::mobile;
using game::GameError;
using game::MobileResponseData;
using game_db::MobileModel;
using thriftorm::Session;

namespace {

constexpr std::ptrdiff_t kShortestSearch = 2;  // in characters

std::string name_of(game::MobileId id) { return fmt::format("Mobile {}", id); }

game::MobileResponseRecord record_of(const game::Mobile& mobile) {
  game::MobileResponseRecord record;
  record.__set_mobile(mobile);
  return record;
}

// Of UTF-8: bytes that do not continue a character.
std::ptrdiff_t count_characters(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

}  // namespace

void MobileService::load(game::MobileResponse& response, const game::MobileRequest& request) {
  answer(response, "Failed to load mobile", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.load_mobile,
                               request.data.load_mobile, "load_mobile");
    require(data.__isset.mobile_id, "load_mobile.mobile_id");

    Session session = database_.session();
    const auto mobile = found(MobileModel::find(session, data.mobile_id), name_of(data.mobile_id));
    const auto [results, object] = mobile.into_thrift(session);
    if (object) give(response, &MobileResponseData::__set_load_mobile, record_of(*object));
    response.results = results;
  });
}

void MobileService::create(game::MobileResponse& response, const game::MobileRequest& request) {
  answer(response, "Failed to create mobile", GameError::DB_INSERT_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.create_mobile,
                               request.data.create_mobile, "create_mobile");
    const auto& mobile = require_new(data.__isset.mobile, data.mobile, "create_mobile.mobile");

    const game::Mobile stored = database_.run([&](Session& session) {
      require_references(session, mobile);
      return MobileModel().from_thrift(mobile).insert(session).to_thrift(session);
    });
    give(response, &MobileResponseData::__set_create_mobile, record_of(stored));
    response.results = succeeded("Successfully created " + name_of(stored.id));
  });
}

void MobileService::save(game::MobileResponse& response, const game::MobileRequest& request) {
  answer(response, "Failed to save mobile", GameError::DB_UPDATE_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.save_mobile,
                               request.data.save_mobile, "save_mobile");
    require(data.__isset.mobile, "save_mobile.mobile");

    const game::Mobile stored = database_.run([&](Session& session) {
      require_references(session, data.mobile);
      return MobileModel().from_thrift(data.mobile).save(session).to_thrift(session);
    });
    give(response, &MobileResponseData::__set_save_mobile, record_of(stored));
    response.results = succeeded("Successfully saved " + name_of(stored.id));
  });
}

void MobileService::destroy(game::MobileResponse& response, const game::MobileRequest& request) {
  answer(response, "Failed to delete mobile", GameError::DB_DELETE_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.destroy_mobile,
                               request.data.destroy_mobile, "destroy_mobile");
    require(data.__isset.mobile_id, "destroy_mobile.mobile_id");

    database_.run([&](Session& session) {
      found(MobileModel::find(session, data.mobile_id), name_of(data.mobile_id)).destroy(session);
    });
    response.results = succeeded("Successfully deleted " + name_of(data.mobile_id));
  });
}

void MobileService::list_records(game::MobileResponse& response,
                                 const game::MobileRequest& request) {
  answer(response, "Failed to list mobiles", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.list_mobiles,
                               request.data.list_mobiles, "list_mobiles");
    require_page(data, "list_mobiles");

    Session session = database_.session();
    auto mobiles = MobileModel::query()
                       .search(data.search_string, mobile::what_we_call_you)
                       .order_by(mobile::id.desc());
    if (data.__isset.mobile_type) mobiles.where(mobile::mobile_type == data.mobile_type);
    const auto page = page_of(session, mobiles, data);
    game::ListMobilesResponseData listed;
    listed.__set_mobiles(to_thrift(session, page.records));
    listed.__set_total_count(page.total);
    give(response, &MobileResponseData::__set_list_mobiles, listed);
    response.results =
        succeeded(fmt::format("Successfully listed {} mobiles", listed.mobiles.size()));
  });
}

void MobileService::search(game::MobileResponse& response, const game::MobileRequest& request) {
  answer(response, "Failed to search mobiles", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.search_mobiles,
                               request.data.search_mobiles, "search_mobiles");
    require_not_negative(data.max_results, "search_mobiles.max_results");
    if (count_characters(data.search_string) < kShortestSearch) {
      throw Refused(GameError::INVALID_ARGUMENT,
                    "search_mobiles.search_string must have at least two characters");
    }

    Session session = database_.session();
    game::SearchMobilesResponseData matching;
    matching.__set_mobiles(MobileModel::query()
                               .search(data.search_string, mobile::what_we_call_you)
                               .order_by(mobile::what_we_call_you)
                               .limit(data.max_results)
                               .thrift(session));
    give(response, &MobileResponseData::__set_search_mobiles, matching);
    response.results = succeeded(fmt::format("Found {} mobiles", matching.mobiles.size()));
  });
}

void MobileService::describe_owner(game::MobileResponse& response,
                                   const game::MobileRequest& request) {
  answer(response, "Failed to describe owner", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.describe_owner,
                               request.data.describe_owner, "describe_owner");
    if (variants_set(data.owner) != 1) {
      throw Refused(GameError::DB_INVALID_DATA, "describe_owner.owner must name one owner");
    }

    Session session = database_.session();
    game::DescribeOwnerResponseData description;
    description.__set_owner(data.owner);
    description.__set_name(owner_name(session, data.owner));
    give(response, &MobileResponseData::__set_describe_owner, description);
    response.results = succeeded("Successfully described the owner");
  });
}

}  // namespace game_server
