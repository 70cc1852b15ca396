// Who follows whom: an association of a table with itself that has a direction.
namespace cpp members

//@mysql_table(members)
struct Member {
  1: optional i64 id
  2: string name
  3: list<Member> follows     //@many_to_many(followings, left=follower_id, right=followed_id, related_name=followers)
}
