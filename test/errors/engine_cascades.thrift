# engine: group-replication-multi
//@references(users)
typedef i64 UserId
//@mysql_table(users)
struct User { 1: optional UserId id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: UserId writer_id           //@references(users, on_delete=cascade, on_update=restrict, related_name=written)
  #^ error[engine-cascade]: Group Replication with many primaries writes to no table with `on_delete=cascade`, which `writer_id` has: use `restrict` or `no_action`, or state no action and let code keep the rule
  3: optional UserId editor_id  //@references(users, on_delete=restrict, on_update=set_null, related_name=edited)
  #^ error[engine-cascade]: Group Replication with many primaries writes to no table with `on_update=set_null`, which `editor_id` has: use `restrict` or `no_action`, or state no action and let code keep the rule
  4: UserId reader_id           //@references(users, on_delete=no_action, on_update=restrict, related_name=seen)
  5: UserId printer_id          //@references(users, related_name=printed)
}
