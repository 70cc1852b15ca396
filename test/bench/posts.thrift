// A question of Stack Overflow's, as the benchmarks of Dapper and ODB have it: 13 columns.
namespace cpp posts

//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: string text                   //@text
  3: i64 creation_date             //@datetime
  4: i64 last_change_date          //@datetime
  5: i32 counter1
  6: i32 counter2
  7: i32 counter3
  8: i32 counter4
  9: i32 counter5
  10: i32 counter6
  11: i32 counter7
  12: i32 counter8
  13: i32 counter9
}
