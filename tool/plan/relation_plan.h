// The accessors by which a model reaches others, decided to the last name.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tool/schema/schema.h"

namespace thriftorm {

// What the runtime is told of a relation: a constant that queries follow and accessors give by.
struct RelationInfoPlan {
  enum class Kind {
    kParent,    // `column` here holds the key of a row there
    kChild,     // `column` of at most one row there holds this row's key
    kChildren,  // `column` of rows there does
    kLinked,    // rows of `link`, a pivot, with this row's key in `column` give it rows there
    kJoined,    // the same over an association table
  };

  Kind kind = Kind::kParent;
  std::string name;      // "categories"
  std::string constant;  // "relations::book::categories"
  std::string target_class;
  std::string column;
  std::string link;           // kLinked, kJoined
  std::string target_column;  // kLinked, kJoined: the link's other one
  bool owns = false;          // what leaves is destroyed
  bool symmetrical = false;   // kJoined: each link stands there in both directions
  bool unique = false;        // kChild: the database keeps it to one row

  bool operator==(const RelationInfoPlan&) const = default;
};

struct RelationPlan {
  enum class Kind {
    kParent,    // a key column here names the other row
    kChild,     // one row there names this one
    kChildren,  // rows there name this one, directly or by a link
  };

  Kind kind = Kind::kParent;
  std::string name;  // accessor stem: get_<name>, and of kChildren the cursor <name>
  std::string target_class;
  std::string target_file;  // "mobiles_model"
  std::string constant;     // "kSelectMinions"
  std::string sql;    // of kChild, whole; of kChildren, up to its ORDER BY. Binds the owner's key
  std::string order;  // of kChildren: of the list
  std::string order_key;   // of kChildren: what pages are cut by
  std::string key_column;  // of kParent: the column that holds the key
  std::string key_member;  // and its member, "owner_player_id_"
  std::vector<std::string> documentation;

  bool operator==(const RelationPlan&) const = default;
};

// One way that a chooser can go: the column that is set, and where it leads.
struct ChoicePlan {
  std::string condition;  // "player_id_.has_value()", or "true" for a column that is never NULL
  std::string key;        // "*player_id_"
  std::string target_class;
  std::string target_file;

  bool operator==(const ChoicePlan&) const = default;
};

// An accessor whose result is a variant: the row of the first key that is set.
struct ChooserPlan {
  std::string name;  // "owner": get_owner
  std::vector<ChoicePlan> choices;
  std::vector<std::string> documentation;

  bool operator==(const ChooserPlan&) const = default;
};

// The accessors that write the links of an association table.
struct LinkPlan {
  std::string constant;  // "kBooksLinks"
  std::string table;
  std::string owner_column;
  std::string target_column;
  bool symmetrical = false;
  std::string name;      // "books": add_books, set_books, clear_books
  std::string singular;  // "book": remove_book
  std::string target_class;

  bool operator==(const LinkPlan&) const = default;
};

// The accessors that give records to a record, to be saved with it, or take them away.
// Of a parent or single child set_<name>; of several add_<singular>, and where `removes`
// remove_<singular> and set_<name>. Those of an association table are in LinkPlan.
struct GivingPlan {
  RelationInfoPlan info;
  std::string singular;
  bool removes = false;  // records can leave
  std::string position;  // of kParent: its column here
  std::string member;
  bool nullable = false;
  std::string target_key;  // of kParent: what gives the other's key, "get_id"
  std::vector<std::pair<std::string, std::string>> clears;  // of kParent: see ColumnPlan
  std::vector<std::string> documentation;
  std::string attribute;  // "[[deprecated(\"…\")]]", or empty

  bool operator==(const GivingPlan&) const = default;
};

// One member that a copy takes over.
struct CopiedColumn {
  std::string position;  // in the copy's class
  std::string member;    // of the copy
  std::string from;      // of the template
  bool unwraps = false;  // the template's may be unset, the copy's cannot

  bool operator==(const CopiedColumn&) const = default;
};

// Rows that a copy takes along.
struct CopiedRelation {
  std::string getter;    // of the template: "get_attributes"
  std::string setter;    // of the copy: "add_attribute"
  std::string function;  // that copies one row
  bool many = false;

  bool operator==(const CopiedRelation&) const = default;
};

// A function that makes a new record of one table from a record of another.
struct CopyPlan {
  std::string method;    // of the first: "from_item"; else empty
  std::string function;  // "to_mobile_item"
  std::string source_class;
  std::string target_class;
  std::string source_file;
  std::string target_file;
  std::string template_setter;  // of the first: "set_item_id", with the template's key; else empty
  std::string source_table;
  std::vector<CopiedColumn> columns;
  std::vector<CopiedRelation> relations;

  bool operator==(const CopyPlan&) const = default;
};

// What destroying a record does to rows elsewhere.
struct DestroyPlan {
  enum class Kind {
    kDelete,  // rows there that name this one go along
    kRefuse,  // as long as one is there, this one stays
    kUnlink,  // they lose this key
    kOwned,   // rows that a link gives to this one go along, and the link's rows
    kUnjoin,  // a link's rows go, what they joined stays
  };

  Kind kind = Kind::kDelete;
  std::string target_class;  // of kDelete, kOwned and kUnlink
  std::string target_file;
  std::string table;  // whose `column` names this record: the other table, or the link
  std::string column;
  std::string target_column;  // kOwned, kUnjoin: the link's other column

  bool operator==(const DestroyPlan&) const = default;
};

// "relations::book::categories".
std::string relation_constant(const Table& table, const Relation& relation);
RelationInfoPlan plan_relation_info(const Schema& schema, const Table& table,
                                    const Relation& relation);
std::vector<RelationPlan> plan_relations(const Schema& schema, const Table& table);
std::vector<LinkPlan> plan_links(const Schema& schema, const Table& table);
std::vector<GivingPlan> plan_giving(const Schema& schema, const Table& table);
// The model's own first, then those that it calls; empty: it is no copy.
std::vector<CopyPlan> plan_copies(const Schema& schema, const Table& table);
// "MobileItemCopy": what the members of this table's class are open to, beside the class itself.
std::vector<std::string> plan_copiers(const Schema& schema, const Table& table);
// "MobileItemCopy": what makes copies of this table.
std::string copier_name(const Table& table);
// As emitted code names it, "kDelete".
std::string_view to_text(DestroyPlan::Kind kind);
std::vector<DestroyPlan> plan_destroy(const Schema& schema, const Table& table);
std::vector<ChooserPlan> plan_choosers(const Schema& schema, const Table& table);

}  // namespace thriftorm
