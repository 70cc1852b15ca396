union Owner { 1: i64 user_id  2: i64 group_id  3: i64 robot_id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Owner owner   //@flatten(prefix=o_, read=[usr_id, robot_id], fallback=nobody) @allow(user_id, groups_id) @reverse(robot_id, none)
  #^ error[unknown-variant]: `Owner` has no variant `groups_id`; did you mean `group_id`?
  #^ error[unknown-variant]: `Owner` has no variant `nobody`
  #^ error[unknown-variant]: `Owner` has no variant `usr_id`; did you mean `user_id`?
  #^ error[unknown-variant]: `robot_id` is not among the variants that `@allow` lets in here
  #^ error[unknown-variant]: `robot_id` is not among the variants that `@allow` lets in here
}
