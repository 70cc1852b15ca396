namespace cpp shop

enum Shelf { FRONT = 1 BACK = 2 }

//@mysql_table(makers)
struct Maker {
  1: optional i64 id
  2: string name
}

//@references(makers)
typedef i64 MakerId

//@mysql_table(articles)
struct Article {
  1: optional i64 id
  2: string title
  3: MakerId maker_id
  4: Shelf shelf
}

//@mysql_table(orders_placed)
struct OrderPlaced {
  1: optional i64 id
  2: i32 amount
}
