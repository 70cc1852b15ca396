// What a JSON column holds in the fuzzed values.
namespace cpp fuzzed

enum Colour { RED = 1  GREEN = 5 }
struct Leaf { 1: string text  2: optional binary bytes  3: double number  4: optional i64 count }
union Choice { 1: i64 count  2: Leaf leaf  3: bool flag }
struct Tree {
  1: list<Leaf> leaves
  2: map<string, set<i32>> numbers
  3: Choice choice
  4: optional map<i16, list<bool>> flags
  5: byte tiny
}
