enum Status { SUCCESS = 1  FAILURE = 2 }
//@mysql_table(posts)
struct Post { 1: optional i64 id }
//@result
struct Result { 1: Status status  2: string message }
//@result
#^ error[duplicate-result]: `Second` would be a second result struct
struct Second { 1: Status status  2: string message }
