enum Status { OK = 1  FAILED = 2 }
//@mysql_table(posts)
struct Post { 1: optional i64 id }
//@result
#^ error[bad-result]: `Result` needs a field of an enum with `SUCCESS` and `FAILURE` to be a result
struct Result { 1: Status status  2: string message }
