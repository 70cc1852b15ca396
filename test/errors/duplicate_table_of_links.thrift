typedef i64 OtherId
//@mysql_table(tags)
struct Tag { 1: optional i64 id }
union Owner { 1: OtherId other_id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: list<Tag> tags     //@many_to_many(tags)
  #^ error[duplicate-table]: table `tags` is already defined: one side of a link declares it, the other comes from `related_name=`
  3: Owner owner        //@pivot(posts)
  #^ error[duplicate-table]: table `posts` is already defined: where the struct has several tables, `of=` says which of them the pivot is for
}
//@mysql_table(notes, old_notes)
struct Note {
  1: optional i64 id
  2: Owner owner        //@pivot(note_owners)
  #^ error[duplicate-table]: table `note_owners` is already defined: where the struct has several tables, `of=` says which of them the pivot is for
}
