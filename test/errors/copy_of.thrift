//@references(items)
typedef i64 ItemId
//@mysql_table(items)
struct Item {
  1: optional ItemId id
  2: string name
  3: i32 weight
}
//@mysql_table(copies) @copy_of(Item, template=item_id)
#^ error[missing-template-field]: `Copy` lacks the field `name` of its template `Item`: the two must stay in step
struct Copy {
  1: optional i64 id
  2: i64 weight
  #^ error[type-mismatch]: `weight` is `i64` here and `i32` in the template `Item`: the two must stay in step
  3: ItemId item_id
}
//@mysql_table(wrong_copies) @copy_of(Items, template=item_id)
#^ error[unknown-struct]: no struct `Items` is stored in a table; did you mean `Item`?
struct WrongCopy { 1: optional i64 id  2: ItemId item_id }
//@mysql_table(other_copies) @copy_of(Item, template=name)
#^ error[unknown-column]: `name` is not a column of `other_copies` that refers to `items`
struct OtherCopy { 1: optional i64 id  2: string name  3: i32 weight }
