include "shared_result.thrift"
namespace cpp second

//@mysql_table(second_things)
struct Thing { 1: optional i64 id  2: string name }
