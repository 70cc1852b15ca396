//@references(posts)
typedef i64 PostId
typedef i64 RobotId
union Owner { 1: PostId post_id  2: RobotId robot_id }
//@mysql_table(notes)
struct Note {
  1: optional i64 id
  2: Owner owner        //@flatten
}
//@mysql_table(posts)
struct Post {
  1: optional PostId id
  2: list<Note> a       //@has_many(owner.robot_id)
  #^ error[wrong-reference]: `notes.owner_robot_id` does not refer to `posts`
  3: list<Note> b       //@has_many(owner.nobody)
  #^ error[unknown-column]: `notes` has no column for `owner.nobody`: a path is a union field of `Note` that is stored with `@flatten`, a dot, and a variant
  4: list<Note> c       //@has_many(nothing.post_id)
  #^ error[unknown-column]: `notes` has no column for `nothing.post_id`: a path is a union field of `Note` that is stored with `@flatten`, a dot, and a variant
}
