#include "tool/reader/cpp_types.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/QualTypeNames.h>
#include <clang/Basic/SourceManager.h>
#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace thriftorm {
namespace {

using Kind = CppType::Kind;

clang::DeclContext::lookup_result lookup(const clang::DeclContext& scope, llvm::StringRef name) {
  return scope.lookup(&scope.getParentASTContext().Idents.get(name));
}

// As read and write take it: Thrift's protocol, or any (the compiler's option `templates`).
bool takes_protocol(const clang::NamedDecl& member) {
  const clang::FunctionDecl* function = member.getAsFunction();
  if (!function || function->getNumParams() != 1) return false;
  const clang::QualType pointee = function->getParamDecl(0)->getType()->getPointeeType();
  if (pointee.isNull()) return false;
  if (pointee->isTemplateTypeParmType()) return true;
  const clang::CXXRecordDecl* protocol = pointee->getAsCXXRecordDecl();
  return protocol && qualified_name(*protocol) == "apache::thrift::protocol::TProtocol";
}

bool has_protocol_member(const clang::CXXRecordDecl& record, llvm::StringRef name) {
  return llvm::any_of(lookup(record, name),
                      [](const clang::NamedDecl* member) { return takes_protocol(*member); });
}

bool swaps(const clang::NamedDecl& declaration, const clang::CXXRecordDecl& record) {
  const auto* function = llvm::dyn_cast<clang::FunctionDecl>(&declaration);
  if (!function || function->getNumParams() != 2) return false;
  const clang::CXXRecordDecl* swapped =
      function->getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return swapped && swapped->getCanonicalDecl() == record.getCanonicalDecl();
}

// "::game::Player", but "std::string": how code outside any namespace names it.
std::string outside_name(const clang::NamedDecl& declaration) {
  std::string name = qualified_name(declaration);
  return name.starts_with("std::") ? name : "::" + name;
}

// Neither the standard's (std::string, int64_t) nor a member of a class (value_type).
bool is_thrift_typedef(const clang::TypedefNameDecl& declaration) {
  const clang::DeclContext* scope = declaration.getDeclContext()->getRedeclContext();
  if (!scope->isFileContext() || declaration.isInStdNamespace()) return false;
  const clang::SourceManager& sources = declaration.getASTContext().getSourceManager();
  return !(scope->isTranslationUnit() && sources.isInSystemHeader(declaration.getLocation()));
}

std::string full_spelling(const CppType& type) {
  return type.shared ? fmt::format("std::shared_ptr<{}>", type.spelling) : type.spelling;
}

std::string spell_template(std::string_view name, const std::vector<CppType>& arguments) {
  std::vector<std::string> spellings;
  for (const CppType& argument : arguments) spellings.push_back(full_spelling(argument));
  return fmt::format("{}<{}>", name, fmt::join(spellings, ", "));
}

CppType of_kind(Kind kind, std::string spelling) {
  CppType type;
  type.kind = kind;
  type.spelling = std::move(spelling);
  return type;
}

CppType named(Kind kind, std::string spelling, std::string name) {
  CppType type = of_kind(kind, std::move(spelling));
  type.name = std::move(name);
  return type;
}

// A type that Thrift would not have chosen, as Clang names it.
CppType foreign(const clang::ASTContext& context, clang::QualType type) {
  return of_kind(Kind::kUnknown,
                 clang::TypeName::getFullyQualifiedName(type, context, context.getPrintingPolicy(),
                                                        /*WithGlobalNsPrefix=*/true));
}

CppType read_builtin(const clang::ASTContext& context, clang::QualType type) {
  struct Integer {
    unsigned bits;
    Kind kind;
    const char* spelling;
  };
  constexpr std::array<Integer, 4> kIntegers = {{{8, Kind::kInt8, "std::int8_t"},
                                                 {16, Kind::kInt16, "std::int16_t"},
                                                 {32, Kind::kInt32, "std::int32_t"},
                                                 {64, Kind::kInt64, "std::int64_t"}}};
  for (const Integer& integer : kIntegers) {
    if (context.hasSameType(type, context.getIntTypeForBitwidth(integer.bits, /*Signed=*/1))) {
      return of_kind(integer.kind, integer.spelling);
    }
  }
  if (type->isBooleanType()) return of_kind(Kind::kBool, "bool");
  if (context.hasSameType(type, context.DoubleTy)) return of_kind(Kind::kDouble, "double");
  return foreign(context, type);
}

CppType read_enum(const clang::EnumDecl& declaration) {
  std::string spelling = outside_name(declaration);
  if (!is_thrift_enum(declaration)) return of_kind(Kind::kUnknown, std::move(spelling));
  return named(Kind::kEnum, std::move(spelling), qualified_name(thrift_name(declaration)));
}

// The arguments as they are written, with their sugar; nothing if one of them is not a type.
std::optional<std::vector<CppType>> template_arguments(
    const clang::ASTContext& context, clang::QualType type,
    const clang::ClassTemplateSpecializationDecl& specialization) {
  const auto* written = type->getAs<clang::TemplateSpecializationType>();
  const llvm::ArrayRef<clang::TemplateArgument> arguments =
      written ? written->template_arguments() : specialization.getTemplateArgs().asArray();
  std::vector<CppType> types;
  for (const clang::TemplateArgument& argument : arguments) {
    if (argument.getKind() != clang::TemplateArgument::Type) return std::nullopt;
    types.push_back(read_type(context, argument.getAsType()));
  }
  return types;
}

// The container with its elements; a comparator or allocator shows in the spelling alone.
CppType container(Kind kind, std::string_view name, std::vector<CppType> arguments) {
  CppType type = of_kind(kind, spell_template(name, arguments));
  const std::size_t elements = kind == Kind::kMap ? 2 : 1;
  if (arguments.size() > elements) arguments.resize(elements);
  type.arguments = std::move(arguments);
  return type;
}

CppType read_specialization(const clang::ASTContext& context, clang::QualType type,
                            const clang::ClassTemplateSpecializationDecl& specialization) {
  const std::string name = outside_name(specialization);
  if (name == "std::basic_string" &&
      context.hasSameType(specialization.getTemplateArgs().get(0).getAsType(), context.CharTy)) {
    return of_kind(Kind::kString, "std::string");
  }
  auto arguments = template_arguments(context, type, specialization);
  if (!arguments) return foreign(context, type);
  if (name == "std::vector") return container(Kind::kList, name, std::move(*arguments));
  if (name == "std::set") return container(Kind::kSet, name, std::move(*arguments));
  if (name == "std::map") return container(Kind::kMap, name, std::move(*arguments));
  if (name == "std::shared_ptr" && !arguments->front().shared) {
    CppType pointee = std::move(arguments->front());
    pointee.shared = true;
    return pointee;
  }
  return of_kind(Kind::kUnknown, spell_template(name, *arguments));
}

CppType read_record(const clang::ASTContext& context, clang::QualType type,
                    const clang::CXXRecordDecl& record) {
  if (const auto* specialization =
          llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record)) {
    return read_specialization(context, type, *specialization);
  }
  std::string spelling = outside_name(record);
  if (spelling == "::apache::thrift::TUuid") return of_kind(Kind::kUuid, std::move(spelling));
  const clang::CXXRecordDecl* definition = record.getDefinition();
  if (!definition || !is_thrift_record(*definition)) {
    return of_kind(Kind::kUnknown, std::move(spelling));
  }
  return named(Kind::kRecord, std::move(spelling), qualified_name(record));
}

}  // namespace

std::string qualified_name(const clang::NamedDecl& declaration) {
  std::string name = declaration.getNameAsString();
  for (const clang::DeclContext* scope = declaration.getDeclContext(); !scope->isTranslationUnit();
       scope = scope->getParent()) {
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(scope);
    if (space && (space->isInline() || space->isAnonymousNamespace())) continue;
    const auto* named = llvm::dyn_cast<clang::NamedDecl>(scope);
    if (named) name = named->getNameAsString() + "::" + name;  // not `extern "C"`
  }
  return name;
}

bool is_thrift_record(const clang::CXXRecordDecl& record) {
  if (!has_protocol_member(record, "read") || !has_protocol_member(record, "write")) return false;
  return llvm::any_of(lookup(*record.getDeclContext(), "swap"),
                      [&](const clang::NamedDecl* found) { return swaps(*found, record); });
}

bool is_wrapped(const clang::EnumDecl& declaration) {
  const clang::IdentifierInfo* name = declaration.getIdentifier();
  return name && name->isStr("type") && declaration.getDeclContext()->isRecord();
}

const clang::NamedDecl& thrift_name(const clang::EnumDecl& declaration) {
  if (!is_wrapped(declaration)) return declaration;
  return *llvm::cast<clang::CXXRecordDecl>(declaration.getDeclContext());
}

bool is_thrift_enum(const clang::EnumDecl& declaration) {
  const clang::NamedDecl& named = thrift_name(declaration);
  const clang::DeclContext* scope = named.getDeclContext();
  return named.getIdentifier() && scope->isFileContext() &&
         !lookup(*scope, fmt::format("_{}_VALUES_TO_NAMES", named.getNameAsString())).empty();
}

CppType read_type(const clang::ASTContext& context, const clang::QualType& type) {
  if (const auto* sugar = type->getAs<clang::TypedefType>()) {
    const clang::TypedefNameDecl& declaration = *sugar->getDecl();
    CppType result = read_type(context, declaration.getUnderlyingType());
    if (is_thrift_typedef(declaration)) {
      result.alias = declaration.getNameAsString();
      result.spelling = outside_name(declaration);
    }
    return result;
  }
  if (const auto* enumeration = type->getAs<clang::EnumType>()) {
    return read_enum(*enumeration->getDecl());
  }
  if (const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl()) {
    return read_record(context, type, *record);
  }
  return read_builtin(context, type);
}

}  // namespace thriftorm
