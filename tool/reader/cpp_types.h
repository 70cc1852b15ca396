// Clang's types and declarations as Thrift's C++ generator uses them.
#pragma once

#include <string>

#include "tool/reader/record.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class EnumDecl;
class NamedDecl;
class QualType;
}  // namespace clang

namespace thriftorm {

// "game::Player"; inline namespaces are left out.
std::string qualified_name(const clang::NamedDecl& declaration);

// A class with Thrift's read and write members and its own swap; the arguments and results of a
// service's functions have no swap.
bool is_thrift_record(const clang::CXXRecordDecl& record);

// An enum that stands in a struct of its own: `struct Role { enum type {…}; }`.
bool is_wrapped(const clang::EnumDecl& declaration);

// The name that the IDL knows it by: that of the struct around a wrapped enum.
const clang::NamedDecl& thrift_name(const clang::EnumDecl& declaration);

// An enum with Thrift's table of names (`_Role_VALUES_TO_NAMES`) beside it.
bool is_thrift_enum(const clang::EnumDecl& declaration);

CppType read_type(const clang::ASTContext& context, const clang::QualType& type);

}  // namespace thriftorm
