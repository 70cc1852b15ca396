// A result that two services share, for the tests beside it.
namespace cpp shared

enum State { SUCCESS = 0  FAILURE = 1 }
enum Failure { DB_QUERY_FAILED = 1  DB_INVALID_DATA = 2 }

//@result
struct Answer { 1: required State state  2: required string text  3: optional Failure failure }
