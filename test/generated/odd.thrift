// Tables with few values and awkward names, for the suites that are generated of them.
namespace cpp odd

enum Mood { CALM = 1  GLAD = 2  SAD = 3  CROSS = 4  TIRED = 5 }
struct Dot { 1: i32 x  2: optional string name  3: bool filled }

//@mysql_table(statements)
struct Owner {
  1: optional i64 id
  2: string title          //@unique @length(40)
}

//@mysql_table(feelings)
//@unique(owner_id, mood)
struct Feeling {
  1: optional i64 id
  2: i64 owner_id          //@references(statements, related_name=feelings, on_delete=cascade)
  3: Mood mood
}

//@mysql_table(running)
//@index(is_on)
struct Lamp {
  1: optional i64 id
  2: bool is_on
  3: Mood mood             //@index
  4: string share          //@type('DECIMAL(3,3)')
  5: i8 number             //@unique
}

//@mysql_table(class)
struct Code {
  1: required string code  //@primary_key @length(2)
  2: Mood mood             //@unique
  3: optional bool flag    //@unique
}

//@mysql_table(shapes)
struct Shape {
  1: optional i64 id
  2: list<string> words    //@json
  3: map<string, i64> sums //@json
  4: Dot dot               //@json
  5: optional Dot spare    //@json
  6: optional string code  //@length(2) @references(class, related_name=shapes, on_delete=set_null)
}

// Beside columns, structs and unions hold JSON.
struct Label {
  1: string text           //@length(20)
  2: list<string> lines    //@json
  3: optional set<i16> marks  //@json
}
union Note {
  1: string text           //@length(20)
  2: list<string> lines    //@json
  3: Label label
}
enum Size { SMALL = 1  MIDDLE = 2  LARGE = 3  HUGE = 4 }

//@mysql_table(boxes)
struct Box {
  1: optional i64 id
  2: Size size             //@unique
  3: Label label           //@flatten
  4: optional Note note    //@flatten
  5: optional Label spare  //@flatten
  6: optional list<string> words = ["a"]  //@json
  7: string price = "1.5"  //@type('DECIMAL(9,2)')
  8: list<Part> parts      //@has_many(box_id, order_by=[maker_id, name])
}

//@mysql_table(parts)
struct Part {
  1: optional i64 id
  2: i64 box_id            //@references(boxes, on_delete=cascade)
  3: i64 maker_id          //@references(statements, related_name=made, on_delete=cascade)
  4: string name           //@length(20)
}

//@mysql_table(kinds)
struct Kind {
  1: optional i64 id
  2: string name           //@length(20)
  3: list<string> words    //@json
}

//@mysql_table(things)
//@copy_of(Kind, template=kind_id)
struct Thing {
  1: optional i64 id
  2: string name           //@length(20)
  3: list<string> words    //@json
  4: optional i64 kind_id  //@references(kinds)
  5: optional binary digest  //@length(8) @unique
}
