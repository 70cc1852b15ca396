struct Post { 1: i64 id }
#! error[no-tables]: no struct is stored: write `//@mysql_table(posts)` above the struct that becomes a table
