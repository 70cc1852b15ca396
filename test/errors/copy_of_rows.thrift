//@references(items)
typedef i64 ItemId
//@references(boxes)
typedef i64 BoxId
//@mysql_table(tags)
struct Tag {
  1: optional i64 id
  2: string name
}
//@mysql_table(items)
struct Item {
  1: optional ItemId id
  2: list<Tag> tags   //@many_to_many(item_tags)
  3: string name
}
//@mysql_table(copies) @copy_of(Item, template=item_id)
#^ error[missing-template-field]: `tags` cannot be copied from `items`: links of an association table belong to the template alone; `//@ignore` the field in one of the two
#^ error[missing-template-field]: `name` cannot be copied from `items`: `copies` has no column for `name`
struct Copy {
  1: optional i64 id
  2: list<Tag> tags   //@many_to_many(copy_tags)
  3: string name      //@ignore
  4: ItemId item_id
}
//@mysql_table(boxes)
struct Box {
  1: optional BoxId id
  2: list<Box> boxes   //@has_many(outer_id)
}
//@mysql_table(crates) @copy_of(Box, template=box_id)
#^ error[recursive-copy]: a copy of `boxes` would take along rows of `boxes`, and those again rows of `boxes`: a copy ends somewhere
struct Crate {
  1: optional i64 id
  2: list<Box> boxes   //@has_many(crate_id)
  3: BoxId box_id
}
