//@mysql_table(users)
struct User { 1: optional i64 id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: i32 save
  #^ error[reserved-accessor]: column `save` clashes with a method that every model has: rename it with `//@column(name)`
  3: User author   //@belongs_to(author_id, related_name=query)
  #^ error[reserved-accessor]: relation `query` clashes with a method that every model has: name the way back with `related_name=`, or with `//@reverse(variant, name)`
  4: User editor   //@belongs_to(editor_id, related_name='my posts')
  #^ error[bad-name]: relation `my posts` is not a name: name the way back with `related_name=`, or with `//@reverse(variant, name)`
  5: User reader   //@belongs_to(reader_id, related_name=class)
  #^ error[reserved-word]: relation `class` is a keyword of C++: name the way back with `related_name=`, or with `//@reverse(variant, name)`
  6: User owner    //@belongs_to(owner_id, related_name=known)
  #^ error[reserved-accessor]: relation `known` clashes with a method that every model has: name the way back with `related_name=`, or with `//@reverse(variant, name)`
  7: User keeper   //@belongs_to(keeper_id, related_name=drop_known_parent)
  #^ error[reserved-accessor]: relation `drop_known_parent` clashes with a method that every model has: name the way back with `related_name=`, or with `//@reverse(variant, name)`
}
