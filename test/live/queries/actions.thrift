// One table whose rows name rows of another by each referential action, and have unique places.
namespace cpp actions

//@references(roots)
typedef i64 RootId

//@mysql_table(roots)
struct Root {
  1: optional RootId id
  2: string name
}

//@mysql_table(leaves, model=Leaf)
//@unique(branch, place, name=one_leaf_a_place)
struct Leaf {
  1: optional i64 id
  2: optional RootId cascade_id    //@references(roots, on_delete=cascade, on_update=cascade, related_name=cascaded)
  3: optional RootId set_null_id   //@references(roots, on_delete=set_null, on_update=set_null, related_name=nulled)
  4: optional RootId restrict_id   //@references(roots, on_delete=restrict, on_update=restrict, related_name=restricted)
  5: optional RootId no_action_id  //@references(roots, on_delete=no_action, on_update=no_action, related_name=unchanged)
  6: optional RootId only_id       //@references(roots, on_delete=cascade, on_update=cascade, related_name=only) @unique
  7: optional i32 branch
  8: optional i32 place
}
