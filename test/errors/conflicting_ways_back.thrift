//@references(posts)
typedef i64 PostId
//@mysql_table(notes)
struct Note {
  1: optional i64 id
  2: PostId post_id     //@references(posts, related_name=remarks)
  #^ error[conflicting-annotations]: the way back is declared as `notes` on the other side, and cannot be named here
}
//@mysql_table(posts)
struct Post {
  1: optional PostId id
  2: list<Note> notes       //@has_many(post_id)
  3: list<PostId> friends   //@many_to_many(post_friends, symmetrical, left=a_id, right=b_id, related_name=back)
  #^ error[conflicting-annotations]: a symmetrical link is its own way back
}
