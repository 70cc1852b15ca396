// Players' graphs stored by SOCI: prepared statements, one row each, with the ids that they gave.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <soci/soci.h>

#include "graph_rows.h"

namespace bench {

class SociGraphs {
 public:
  explicit SociGraphs(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}

  void save(PlayerRow& player) {
    soci::transaction transaction(*session_);
    full_name_ = player.full_name;
    name_ = player.what_we_call_you;
    token_ = player.security_token;
    year_of_birth_ = player.year_of_birth;
    email_ = player.email;
    player_id_ = execute(insert_player_, "players");
    player.id = player_id_;
    mobile_type_ = player.mobile.mobile_type;
    mobile_id_ = execute(insert_mobile_, "mobiles");
    player.mobile.id = mobile_id_;
    for (AttributeRow& row : player.mobile.attributes) save(row);
    for (const AttributeRow& row : player.mobile.attributes) {
      attribute_id_ = *row.id;
      insert_link_.execute(true);
    }
    transaction.commit();
  }

 private:
  void save(AttributeRow& row) {
    internal_name_ = row.internal_name;
    visible_ = row.visible ? 1 : 0;
    set(bool_value_, has_bool_, row.bool_value);
    set(double_value_, has_double_, row.double_value);
    set(x_, has_x_, row.vector3_x);
    set(y_, has_y_, row.vector3_y);
    set(z_, has_z_, row.vector3_z);
    set(asset_id_, has_asset_, row.asset_id);
    attribute_type_ = row.attribute_type;
    row.id = execute(insert_attribute_, "attributes");
  }

  template <class Bound, class Value>
  static void set(Bound& bound, soci::indicator& has, const std::optional<Value>& value) {
    has = value ? soci::i_ok : soci::i_null;
    if (value) bound = static_cast<Bound>(*value);
  }

  // Returns the new row's id.
  long long execute(soci::statement& insert, const char* table) {
    insert.execute(true);
    long long id = 0;
    session_->get_last_insert_id(table, id);
    return id;
  }

  std::unique_ptr<soci::session> session_;
  long long player_id_ = 0, mobile_id_ = 0, attribute_id_ = 0, year_of_birth_ = 0, asset_id_ = 0;
  std::string full_name_, name_, token_, email_, mobile_type_, internal_name_, attribute_type_;
  int visible_ = 0, bool_value_ = 0;
  double double_value_ = 0, x_ = 0, y_ = 0, z_ = 0;
  soci::indicator has_bool_{}, has_double_{}, has_x_{}, has_y_{}, has_z_{}, has_asset_{};
  soci::statement insert_player_ =
      (session_->prepare << "INSERT INTO `players` (`full_name`, `what_we_call_you`, "
                            "`security_token`, `year_of_birth`, `email`) VALUES (:full_name, "
                            ":name, :token, :year, :email)",
       soci::use(full_name_), soci::use(name_), soci::use(token_), soci::use(year_of_birth_),
       soci::use(email_));
  soci::statement insert_mobile_ =
      (session_->prepare << "INSERT INTO `mobiles` (`mobile_type`, `owner_player_id`, "
                            "`what_we_call_you`) VALUES (:type, :owner, :name)",
       soci::use(mobile_type_), soci::use(player_id_), soci::use(name_));
  soci::statement insert_attribute_ =
      (session_->prepare << "INSERT INTO `attributes` (`internal_name`, `visible`, `bool_value`, "
                            "`double_value`, `vector3_x`, `vector3_y`, `vector3_z`, `asset_id`, "
                            "`attribute_type`) VALUES (:internal_name, :visible, :bool_value, "
                            ":double_value, :x, :y, :z, :asset_id, :type)",
       soci::use(internal_name_), soci::use(visible_), soci::use(bool_value_, has_bool_),
       soci::use(double_value_, has_double_), soci::use(x_, has_x_), soci::use(y_, has_y_),
       soci::use(z_, has_z_), soci::use(asset_id_, has_asset_), soci::use(attribute_type_));
  soci::statement insert_link_ =
      (session_->prepare << "INSERT INTO `attribute_owners` (`attribute_id`, `mobile_id`) VALUES "
                            "(:attribute, :mobile)",
       soci::use(attribute_id_), soci::use(mobile_id_));
};

}  // namespace bench
