// Shapes of structs that convert in ways of their own, for the tests beside it.
include "shapes_common.thrift"
namespace cpp shapes

//@references(nodes)
typedef i64 NodeId
//@references(shelves)
typedef i64 ShelfId
//@references(words)
typedef string WordKey

enum Color { RED = 1  GREEN = 2 }
enum State { OK_ = 0  SUCCESS = 1  FAILURE = 2 }
enum Code { LOW_TIDE = 1 }

//@result
struct Outcome { 1: required State state  2: required string text  3: optional Code code }

union Amount { 1: i64 count  2: double weight  3: Color color }
union Place {
  1: NodeId node_id
  2: WordKey word_key   //@length(20)
}
struct Point { 1: double x  2: double y }

//@mysql_table(words)
struct Word {
  1: string key               //@column(word) @primary_key @length(20)
  2: string object
  3: optional string row      //@column(row_text)
  4: list<WordKey> value      //@many_to_many(synonyms, symmetrical, left=word_key, right=other_key)
}

//@mysql_table(links)
struct Link {
  1: optional i64 id
  2: string element
  3: optional i64 position
  4: optional NodeId node_id
  5: optional ShelfId shelf_id
  6: optional ShelfId spare_shelf_id   //@references(shelves)
}

//@mysql_table(nodes)
//@info Names of locals
struct Node {
  1: i64 id
  2: string object
  3: optional string row      //@column(row_text)
  4: string element
  5: string value
  6: optional i64 unset
  7: i64 clears
  8: i64 position
  9: string records
  10: string nodes
  11: string graph
  12: string objects
  13: string session
  14: string stored    //@column(stored_text)
  15: string dirty
  16: string undo   //@column(undo_text)
  17: string fault
  18: optional Link warnings      //@has_one(node_id)
  19: optional NodeId parent_id   //@references(nodes, related_name=children)
  20: Amount amount   //@flatten @deprecated('no more')
  21: Point at        //@deprecated('nor this')
  22: string other    //@deprecated('nor that')
  23: Point shape     //@computed
  24: list<Point> outline //@computed
  25: optional Point corner //@computed
  26: i32 version     //@version
  27: i64 created     //@created_at @datetime(unit=us)
  28: i64 updated     //@updated_at @datetime(unit=us)
  29: string entries
}

//@mysql_table(tins)
struct Tin {
  1: required i64 id
  2: required Color color    //@deprecated('no more')
  3: required Amount amount  //@flatten
  4: required Point at
  5: required list<double> curve //@json
  6: required binary seal
  7: optional ShelfId shelf_id
  8: optional ShelfId spare_shelf_id   //@references(shelves)
}

//@mysql_table(shelves, model=Shelf)
struct Shelf {
  1: optional i64 id
  2: required string name
  3: required list<Tin> tins            //@has_many(shelf_id)
  4: optional map<Color, Tin> spares    //@has_many(spare_shelf_id, key=color)
  5: required set<NodeId> nodes         //@many_to_many(shelf_nodes)
  6: optional list<Link> links          //@many_to_many(shelf_links)
  7: required Word word                 //@belongs_to(word_key)
  8: optional Word& note                //@belongs_to(note_key, save=all, related_name=noted_shelves)
  9: required Link link                 //@has_one(shelf_id)
  10: optional Link& spare_link         //@has_one(spare_shelf_id)
  11: optional Place place              //@pivot(shelf_places) @reverse(word_key, placed_shelves) @reverse(node_id, placed)
}

//@mysql_table(marks, node_marks)
struct Mark {
  1: string text
  2: i32 length       //@computed
  3: Place owner      //@ignore
}

exception Accident {
  1: optional i64 id
  2: string message
  3: optional Color color
}

//@mysql_table(people, model=Person)
struct Person {
  1: optional i64 id
  2: string name
  3: optional Person& mother          //@belongs_to(mother_id, save=all, related_name=born)
  4: optional shapes_common.Town town //@belongs_to(town_id, save=all)
}
