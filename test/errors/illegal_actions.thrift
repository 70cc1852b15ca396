//@references(users)
typedef i64 UserId
//@mysql_table(users)
struct User { 1: optional UserId id }
union Owner {
  1: UserId user_id    //@references(users, on_delete=set_null)
  2: UserId other_id   //@references(users, on_update=cascade, related_name=others)
}
struct Author { 1: UserId key  //@references(users, on_update=set_null, related_name=authored)
}
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: UserId writer_id       //@references(users, on_delete=set_null, related_name=written)
  #^ error[illegal-action]: `set_null` needs a column that can be NULL, and `writer_id` cannot: make the field `optional`, or use `restrict`, `no_action` or `cascade`
  3: Owner owner            //@flatten
  #^ error[illegal-action]: `on_delete=set_null` on `owner_user_id` contradicts the CHECK that says which columns of `owner` are set: use `restrict` or `cascade`
  #^ error[illegal-action]: `on_update=cascade` on `owner_other_id` contradicts the CHECK that says which columns of `owner` are set: use `restrict` or `no_action`
  4: optional Author author //@flatten(prefix=by_)
  #^ error[illegal-action]: `on_update=set_null` on `by_key` contradicts the CHECK that says which columns of `author` are set: use `restrict` or `no_action`
  5: User editor            //@belongs_to(editor_id, on_update=set_null, related_name=edited)
  #^ error[illegal-action]: `set_null` needs a column that can be NULL, and `editor_id` cannot: make the field `optional`, or use `restrict`, `no_action` or `cascade`
}
