enum Colour { RED = 1 }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: string name           //@unique
  3: i32 find_by_name
  #^ error[reserved-accessor]: column `find_by_name` clashes with the constant `kFindByName` of emitted code: rename it with `//@column(name)`
  4: Colour colour
  5: i32 colour_members
  #^ error[reserved-accessor]: column `colour_members` clashes with the constant `kColourMembers` of emitted code: rename it with `//@column(name)`
  6: list<Post> drafts     //@many_to_many(post_drafts, left=post_id, right=draft_id)
  7: i32 embed_drafts
  #^ error[reserved-accessor]: column `embed_drafts` clashes with the constant `kEmbedDrafts` of emitted code: rename it with `//@column(name)`
}
