include "shared_result.thrift"
namespace cpp first

//@mysql_table(first_things)
struct Thing { 1: optional i64 id  2: string name }
