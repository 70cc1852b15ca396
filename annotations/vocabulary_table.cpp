// The table itself; what reads it is in vocabulary.cpp.
#include "annotations/vocabulary.h"

namespace thriftorm::idl {
namespace {

using Words = std::string_view[];

constexpr Place kOnStruct[] = {Place::kStruct};
constexpr Place kOnTypedef[] = {Place::kTypedef};
constexpr Place kOnField[] = {Place::kField};
constexpr Place kOnFieldOrVariant[] = {Place::kField, Place::kVariant};
constexpr Place kOnEnum[] = {Place::kEnum};

constexpr Shape kStrings[] = {Shape::kString};
constexpr Shape kTexts[] = {Shape::kString, Shape::kBinary};
constexpr Shape kSizedTexts[] = {Shape::kString, Shape::kBinary, Shape::kEnum};
constexpr Shape kLongs[] = {Shape::kLong};
constexpr Shape kIntegers[] = {Shape::kInteger, Shape::kLong};
constexpr Shape kTimes[] = {Shape::kLong, Shape::kString};
constexpr Shape kEnums[] = {Shape::kEnum};
constexpr Shape kStructs[] = {Shape::kStruct};
constexpr Shape kUnions[] = {Shape::kUnion};
constexpr Shape kRecords[] = {Shape::kStruct, Shape::kUnion};
constexpr Shape kLists[] = {Shape::kList, Shape::kSet};
constexpr Shape kOwnedCollections[] = {Shape::kList, Shape::kMap};
constexpr Shape kCollections[] = {Shape::kList, Shape::kSet, Shape::kMap};
constexpr Shape kDocuments[] = {Shape::kStruct, Shape::kUnion, Shape::kList, Shape::kSet,
                                Shape::kMap};
constexpr Shape kKeys[] = {Shape::kInteger, Shape::kLong, Shape::kString, Shape::kBinary,
                           Shape::kUuid};
constexpr Shape kScalars[] = {Shape::kBool,   Shape::kInteger, Shape::kLong, Shape::kDouble,
                              Shape::kString, Shape::kBinary,  Shape::kUuid, Shape::kEnum};
constexpr Shape kColumns[] = {Shape::kBool,   Shape::kInteger, Shape::kLong, Shape::kDouble,
                              Shape::kString, Shape::kBinary,  Shape::kUuid, Shape::kEnum,
                              Shape::kStruct, Shape::kUnion};

constexpr Words kReferentialActions = {"cascade", "set_null", "restrict", "no_action"};
constexpr Words kDestroyWords = {"delete", "refuse", "unlink"};
constexpr Words kSaveWords = {"create", "all", "reference"};
constexpr Words kUnitWords = {"s", "ms", "us"};
constexpr Words kStoreWords = {"name", "value"};
constexpr Words kOneWord = {"one"};
constexpr Words kSymmetricalWord = {"symmetrical"};

constexpr Parameter needed(std::string_view name, ValueType type, std::string_view summary) {
  return {name, type, Passing::kPositional, true, {}, summary};
}
constexpr Parameter several(std::string_view name, ValueType type, std::string_view summary) {
  return {name, type, Passing::kRepeated, true, {}, summary};
}
constexpr Parameter optional(std::string_view name, ValueType type,
                             std::span<const std::string_view> words, std::string_view summary) {
  return {name, type, Passing::kPositional, false, words, summary};
}
constexpr Parameter needed_key(std::string_view name, ValueType type, std::string_view summary) {
  return {name, type, Passing::kKey, true, {}, summary};
}
constexpr Parameter key(std::string_view name, ValueType type, std::string_view summary) {
  return {name, type, Passing::kKey, false, {}, summary};
}
constexpr Parameter word(std::string_view name, std::span<const std::string_view> words,
                         std::string_view summary) {
  return {name, ValueType::kWord, Passing::kKey, false, words, summary};
}

constexpr Parameter kOf =
    key("of", ValueType::kName, "the one table that this concerns, where the struct has several");
constexpr Parameter kTable =
    key("table", ValueType::kName, "which of the other struct's tables, where it has several");
constexpr Parameter kRelatedName =
    key("related_name", ValueType::kName, "what the way back is called");
constexpr Parameter kKeyField =
    key("key", ValueType::kName, "the other struct's field that is the map's key");
constexpr Parameter kOnDelete =
    word("on_delete", kReferentialActions, "makes a database constraint with this action");
constexpr Parameter kOnUpdate =
    word("on_update", kReferentialActions, "makes a database constraint with this action");
constexpr Parameter kOnDestroy =
    word("on_destroy", kDestroyWords, "what `destroy` of the other row does, in code");
constexpr Parameter kIndexName =
    key("name", ValueType::kName, "the index's name, where the usual one does not do");
constexpr Parameter kUnionPrefix =
    key("prefix", ValueType::kPrefix, "what the columns' names begin with");

constexpr Parameter kOfAlone[] = {kOf};
constexpr Parameter kMysqlTable[] = {
    several("table", ValueType::kName, "the table; each of several gets its own model class"),
    key("model", ValueType::kName, "the model's name, where the table's singular does not do"),
};
constexpr Parameter kStructIndex[] = {
    several("column", ValueType::kPath, "a column, or the dotted path of a flattened one"),
    kIndexName,
};
constexpr Parameter kCopyOf[] = {
    needed("struct", ValueType::kPath, "the template's struct"),
    needed_key("template", ValueType::kName, "the field that refers to the template"),
};
constexpr Parameter kFirstOf[] = {
    needed("name", ValueType::kName, "what the getter is called"),
    needed("keys", ValueType::kNames, "the key columns, in the order in which they are tried"),
};
constexpr Parameter kTypedefReferences[] = {
    needed("table", ValueType::kName, "the table whose primary key this is")};
constexpr Parameter kReferences[] = {
    needed("table", ValueType::kName, "the table whose primary key this is, or `none`"),
    kOnDelete,
    kOnUpdate,
    kRelatedName,
    kOnDestroy,
    kOf,
};
constexpr Parameter kColumn[] = {needed("name", ValueType::kName, "the column's name"), kOf};
constexpr Parameter kLength[] = {needed("n", ValueType::kCount, "characters, or bytes of a binary"),
                                 kOf};
constexpr Parameter kType[] = {needed("type", ValueType::kText, "the column's SQL type, in quotes"),
                               kOf};
constexpr Parameter kDatetime[] = {
    word("unit", kUnitWords, "what the number counts since 1970 in UTC; default: `s`"), kOf};
constexpr Parameter kDefault[] = {
    needed("value", ValueType::kScalar, "a number, a string, or an enum value's name"), kOf};
constexpr Parameter kDeprecated[] = {
    needed("text", ValueType::kText, "what the compiler says to those who use it")};
constexpr Parameter kEnumStore[] = {
    {"as", ValueType::kWord, Passing::kPositional, true, kStoreWords, "how its values are stored"}};
constexpr Parameter kStore[] = {
    {"as", ValueType::kWord, Passing::kPositional, true, kStoreWords, "how its values are stored"},
    kOf,
};
constexpr Parameter kBelongsTo[] = {
    needed("column", ValueType::kName, "this table's column with the other row's id"),
    word("save", kSaveWords, "when the embedded row is written; default: `create`"),
    kOnDelete,
    kOnUpdate,
    kRelatedName,
    kOnDestroy,
    kTable,
    kOf,
};
constexpr Parameter kHasOne[] = {
    needed("path", ValueType::kPath, "the column, or the union's variant, that points back here"),
    kOnDestroy,
    kTable,
    kOf,
};
constexpr Parameter kHasMany[] = {
    needed("path", ValueType::kPath, "the column, or the union's variant, that points back here"),
    kKeyField,
    key("order_by", ValueType::kPaths, "the other struct's columns that give the list its order"),
    kOnDestroy,
    kTable,
    kOf,
};
constexpr Parameter kThrough[] = {needed("pivot", ValueType::kName, "the pivot table"), kKeyField,
                                  kOnDestroy, kTable, kOf};
constexpr Parameter kManyToMany[] = {
    needed("table", ValueType::kName, "the association table, which is created"),
    optional("symmetrical", ValueType::kWord, kSymmetricalWord,
             "one link serves both directions, where a struct is linked with itself"),
    kRelatedName,
    key("left", ValueType::kName, "the column with this struct's id"),
    key("right", ValueType::kName, "the column with the other struct's id"),
    kOnDestroy,
    kTable,
    kOf,
};
constexpr Parameter kFlatten[] = {
    kUnionPrefix,
    key("read", ValueType::kNames, "the order in which variants are looked for in a row"),
    key("fallback", ValueType::kName, "the variant that is taken when all columns are NULL"),
    kOnDestroy,
    kOf,
};
constexpr Parameter kPivot[] = {needed("table", ValueType::kName, "the pivot table"), kUnionPrefix,
                                kOnDestroy, kOf};
constexpr Parameter kAllow[] = {
    several("variant", ValueType::kName, "a variant that is valid here"), kOf};
constexpr Parameter kReverse[] = {
    needed("variant", ValueType::kName, "the variant whose table is the owner's"),
    optional("name", ValueType::kName, {}, "what the owner's side is called, or `none`"),
    optional("one", ValueType::kWord, kOneWord, "the owner has at most one row"),
    kOnDestroy,
    kOf,
};

// A field is stored in one of these ways.
constexpr Words kWaysToStore = {"references", "belongs_to", "has_one",      "has_many",
                                "through",    "flatten",    "many_to_many", "pivot",
                                "json",       "ignore",     "computed",     "backing_table"};
// What says how a column is stored means nothing where there is none.
constexpr Words kNotStored = {
    "references", "belongs_to", "has_one",      "has_many",    "through",  "flatten",
    "pivot",      "json",       "many_to_many", "ignore",      "computed", "backing_table",
    "column",     "length",     "text",         "type",        "date",     "datetime",
    "default",    "created_at", "updated_at",   "primary_key", "version",  "unique",
    "index",      "store"};
// Says how the one column of a scalar holds it.
constexpr Words kColumnTypes = {"length", "text", "type", "date", "datetime", "json"};
constexpr Words kEnumStorage = {"text", "type", "date", "datetime", "json"};
constexpr Words kCreatedAt = {"updated_at", "default", "version", "primary_key"};
constexpr Words kUpdatedAt = {"created_at", "default", "version", "primary_key"};
constexpr Words kPrimaryKey = {"references", "version", "default"};
constexpr Words kVersion = {"primary_key", "default", "references"};

// A relation names its columns itself, or has none.
constexpr Words kOwnColumn = {"belongs_to", "has_one",      "has_many", "through",
                              "flatten",    "many_to_many", "pivot"};

constexpr auto kOnce = Repetition::kOnce;

// clang-format off
constexpr AnnotationRule kVocabulary[] = {
    {"mysql_table", kOnStruct, {}, kMysqlTable, kOnce, {},
     "stored as this table; several names make one model for each over the same Thrift type"},
    {"index", kOnStruct, {}, kStructIndex, Repetition::kArgumentsDiffer, {},
     "a secondary index over these columns"},
    {"unique", kOnStruct, {}, kStructIndex, Repetition::kArgumentsDiffer, {},
     "a unique index over these columns"},
    {"copy_of", kOnStruct, {}, kCopyOf, kOnce, {},
     "an instance of a template: copies the fields that the two share and refers to it"},
    {"first_of", kOnStruct, {}, kFirstOf, Repetition::kFirstArgumentDiffers, {},
     "a getter for the row of the first of these keys that is set"},
    {"result", kOnStruct, {}, {}, kOnce, {},
     "the service's result struct, with a status, a message and an error code"},

    {"references", kOnTypedef, {}, kTypedefReferences, kOnce, {},
     "a field of this type is a foreign key to that table"},

    {"column", kOnFieldOrVariant, {}, kColumn, kOnce, kOwnColumn,
     "the column's name, where it differs from the field's"},
    {"length", kOnFieldOrVariant, kSizedTexts, kLength, kOnce, kColumnTypes,
     "the longest value that the column takes"},
    {"text", kOnFieldOrVariant, kStrings, kOfAlone, kOnce, kColumnTypes,
     "a long text instead of a VARCHAR"},
    {"type", kOnFieldOrVariant, kTexts, kType, kOnce, kColumnTypes,
     "the column's SQL type; the field carries its values as text"},
    {"date", kOnFieldOrVariant, kStrings, kOfAlone, kOnce, kColumnTypes,
     "an ISO date in a DATE column"},
    {"datetime", kOnFieldOrVariant, kLongs, kDatetime, kOnce, kColumnTypes,
     "a point in time in a DATETIME column"},
    {"json", kOnFieldOrVariant, kDocuments, kOfAlone, kOnce, kColumnTypes,
     "one JSON column, as Thrift's JSON protocol writes the value: binaries as base64"},
    {"store", kOnFieldOrVariant, kEnums, kStore, kOnce, kEnumStorage,
     "whether an enum is stored as its value's name or number"},
    {"store", kOnEnum, {}, kEnumStore, kOnce, {},
     "whether fields of this enum are stored as their value's name or number"},
    {"default", kOnField, kScalars, kDefault, kOnce, {},
     "the column's default"},
    {"created_at", kOnField, kTimes, kOfAlone, kOnce, kCreatedAt,
     "set when the row is inserted"},
    {"updated_at", kOnField, kTimes, kOfAlone, kOnce, kUpdatedAt,
     "set whenever the row is written"},
    {"primary_key", kOnField, kScalars, {}, kOnce, kPrimaryKey,
     "the table's primary key, where it is not the field `id`"},
    {"version", kOnField, kIntegers, kOfAlone, kOnce, kVersion,
     "counts the row's updates; a stale update is refused"},
    {"unique", kOnFieldOrVariant, kColumns, kOfAlone, kOnce, {},
     "no two rows share a value"},
    {"index", kOnFieldOrVariant, kColumns, kOfAlone, kOnce, {},
     "an index over this column"},
    {"deprecated", kOnFieldOrVariant, {}, kDeprecated, kOnce, {},
     "kept and stored; the compiler warns those who use it"},
    {"ignore", kOnField, {}, {}, kOnce, kNotStored,
     "not stored"},
    {"computed", kOnField, {}, {}, kOnce, kNotStored,
     "not stored; filled by a function that the user defines"},
    {"backing_table", kOnField, kEnums, {}, kOnce, kNotStored,
     "not stored; filled with the enum value that is named like the row's table"},

    {"references", kOnFieldOrVariant, kKeys, kReferences, kOnce, kWaysToStore,
     "a foreign key to that table; `none` takes a typedef's reference back"},
    {"belongs_to", kOnField, kStructs, kBelongsTo, kOnce, kWaysToStore,
     "a struct that is stored as the other row's id in this table's column"},
    {"has_one", kOnField, kStructs, kHasOne, kOnce, kWaysToStore,
     "a struct whose row points back here"},
    {"has_many", kOnField, kCollections, kHasMany, kOnce, kWaysToStore,
     "a list, set or map whose rows point back here"},
    {"through", kOnField, kOwnedCollections, kThrough, kOnce, kWaysToStore,
     "a list or map of owned rows that an ownership pivot links"},
    {"many_to_many", kOnField, kLists, kManyToMany, kOnce, kWaysToStore,
     "a list or set that an association table links"},
    {"flatten", kOnField, kRecords, kFlatten, kOnce, kWaysToStore,
     "one nullable column, or group of columns, for each variant"},
    {"pivot", kOnField, kUnions, kPivot, kOnce, kWaysToStore,
     "stored in a pivot table with one column for each variant"},
    {"allow", kOnField, kUnions, kAllow, kOnce, {},
     "only these variants are valid here"},
    {"reverse", kOnField, kUnions, kReverse, Repetition::kFirstArgumentDiffers, {},
     "what the owner's side of a variant is called, or that it gets no API"},
};
// clang-format on

}  // namespace

std::span<const AnnotationRule> vocabulary() { return kVocabulary; }

}  // namespace thriftorm::idl
