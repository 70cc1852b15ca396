//@mysql_table(posts)
struct Post { 1: optional list<i32> id }
#^ error[bad-primary-key]: `id` is `list<i32>` and cannot be a primary key: an integer or a string with a length can; `//@primary_key` makes another field the key
//@mysql_table(notes)
struct Note {
  1: optional double id
  2: string title    //@primary_key
  3: string name     //@primary_key
  #^ error[duplicate-primary-key]: table `notes` has a primary key already: one field is the key
}
//@mysql_table(texts)
struct Text { 1: string id   //@text
#^ error[bad-primary-key]: `id` is `string` and cannot be a primary key: an integer or a string with a length can; `//@primary_key` makes another field the key
}
//@mysql_table(flags)
struct Flag { 1: bool id }
#^ error[bad-primary-key]: `id` is `bool` and cannot be a primary key: an integer or a string with a length can; `//@primary_key` makes another field the key
//@mysql_table(counts)
struct Count { 1: i64 id = 7 }
#^ error[bad-default]: `id` is the primary key, and a key has no default: each row has its own
//@mysql_table(users)
struct User { 1: optional i64 id   //@unique
#^ error[conflicting-annotations]: a primary key is unique and indexed by itself
}
//@mysql_table(times)
struct Time { 1: i64 id   //@datetime
#^ error[bad-primary-key]: `id` is `i64` and cannot be a primary key: an integer or a string with a length can; `//@primary_key` makes another field the key
}
