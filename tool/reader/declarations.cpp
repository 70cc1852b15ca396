#include "tool/reader/declarations.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

#include <algorithm>
#include <string>
#include <utility>

#include "tool/reader/cpp_types.h"

namespace thriftorm {
namespace {

// Walks namespaces only: Thrift declares nothing deeper, and the standard library is large.
class DeclarationReader {
 public:
  DeclarationReader(clang::ASTContext& context, const FileNames& names,
                    std::vector<Problem>& problems)
      : context_(context), names_(names), problems_(problems) {}

  Declarations read() {
    read_scope(*context_.getTranslationUnitDecl());
    return std::move(result_);
  }

 private:
  void read_scope(const clang::DeclContext& scope);
  void read_class(const clang::CXXRecordDecl& declaration);
  void read_record(const clang::CXXRecordDecl& declaration);
  void read_enum(const clang::EnumDecl& declaration);
  CppField read_field(const clang::FieldDecl& field) const;
  void find_incomplete(const clang::FieldDecl& field, const Record& record, bool compares);
  void find_late_in_maps(const CppType& type, const clang::FieldDecl& field, const Record& record);
  bool clang_refuses(const clang::FieldDecl& field);
  bool is_declared_later(const CppType& type, const Record& record) const;
  void add_incomplete(const clang::FieldDecl& field, const Record& record, const CppType& type);
  Location place(const clang::NamedDecl& declaration) const;

  clang::ASTContext& context_;
  const FileNames& names_;
  std::vector<Problem>& problems_;
  Declarations result_;
};

// Namespaces that hold no generated code, by far the most of what a header includes.
bool is_library(const clang::NamespaceDecl& declaration) {
  if (!declaration.getDeclContext()->isTranslationUnit()) return false;
  const llvm::StringRef name = declaration.getName();
  return name == "std" || name == "apache" || name == "boost" || name.starts_with("__");
}

std::vector<std::string> member_names(const clang::FieldDecl& isset) {
  std::vector<std::string> names;
  const clang::RecordDecl* declaration = isset.getType()->getAsRecordDecl();
  if (!declaration) return names;
  for (const clang::FieldDecl* member : declaration->fields()) {
    names.push_back(member->getNameAsString());
  }
  return names;
}

// Whether the class has an operator== in the header. Comparing maps there needs complete types;
// Clang skips its body and cannot tell.
bool compares_inline(clang::ASTContext& context, const clang::CXXRecordDecl& record) {
  const clang::DeclarationName equal =
      context.DeclarationNames.getCXXOperatorName(clang::OO_EqualEqual);
  return llvm::any_of(record.lookup(equal), [](const clang::NamedDecl* member) {
    const clang::FunctionDecl* function = member->getAsFunction();
    return function && function->hasSkippedBody();
  });
}

void DeclarationReader::read_scope(const clang::DeclContext& scope) {
  for (const clang::Decl* declaration : scope.decls()) {
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(declaration)) {
      if (!is_library(*space)) read_scope(*space);
    } else if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration)) {
      if (record->isThisDeclarationADefinition()) read_class(*record);
    } else if (const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration)) {
      if (enumeration->isThisDeclarationADefinition()) read_enum(*enumeration);
    }
  }
}

void DeclarationReader::read_class(const clang::CXXRecordDecl& declaration) {
  if (!declaration.getIdentifier()) return;
  if (is_thrift_record(declaration)) return read_record(declaration);
  for (const clang::Decl* member : declaration.decls()) {
    const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(member);
    if (enumeration && is_wrapped(*enumeration)) read_enum(*enumeration);
  }
}

void DeclarationReader::read_record(const clang::CXXRecordDecl& declaration) {
  Record record;
  record.name = qualified_name(declaration);
  const Location location = place(declaration);
  record.file = location.file;
  record.line = location.line;
  const bool compares = compares_inline(context_, declaration);
  for (const clang::FieldDecl* field : declaration.fields()) {
    if (field->isMutable()) continue;  // an exception's buffer for what()
    if (field->getName() == "__isset") {
      record.isset = member_names(*field);
      continue;
    }
    record.fields.push_back(read_field(*field));
    find_incomplete(*field, record, compares);
  }
  result_.records.push_back(std::move(record));
}

CppField DeclarationReader::read_field(const clang::FieldDecl& field) const {
  return {field.getNameAsString(), read_type(context_, field.getType()), place(field).line};
}

// The field is the record's last so far.
void DeclarationReader::find_incomplete(const clang::FieldDecl& field, const Record& record,
                                        bool compares) {
  const CppType& type = record.fields.back().type;
  if (clang_refuses(field)) return add_incomplete(field, record, type);
  if (compares) find_late_in_maps(type, field, record);
}

// Keys and values make up a pair, which needs them complete, however deep the map is nested.
void DeclarationReader::find_late_in_maps(const CppType& type, const clang::FieldDecl& field,
                                          const Record& record) {
  for (const CppType& argument : type.arguments) {
    if (type.kind == CppType::Kind::kMap && is_declared_later(argument, record)) {
      add_incomplete(field, record, argument);
    }
    find_late_in_maps(argument, field, record);
  }
}

// Takes Clang's complaint about the field out of the problems.
bool DeclarationReader::clang_refuses(const clang::FieldDecl& field) {
  if (!field.isInvalidDecl()) return false;
  const unsigned where = field.getLocation().getRawEncoding();
  return std::erase_if(problems_, [&](const Problem& problem) {
           return problem.incomplete_field == where;
         }) > 0;
}

bool DeclarationReader::is_declared_later(const CppType& type, const Record& record) const {
  if (type.kind != CppType::Kind::kRecord || type.shared || type.name == record.name) return false;
  return std::ranges::none_of(result_.records,
                              [&](const Record& earlier) { return earlier.name == type.name; });
}

void DeclarationReader::add_incomplete(const clang::FieldDecl& field, const Record& record,
                                       const CppType& type) {
  IncompleteField found{record.name, field.getNameAsString(), type.name, place(field)};
  std::vector<IncompleteField>& fields = result_.incomplete_fields;
  if (fields.empty() || fields.back() != found) fields.push_back(std::move(found));
}

void DeclarationReader::read_enum(const clang::EnumDecl& declaration) {
  if (!is_thrift_enum(declaration)) return;
  const clang::NamedDecl& named = thrift_name(declaration);
  const Location location = place(named);
  CppEnum result{qualified_name(named),  is_wrapped(declaration),
                 declaration.isScoped(), {},
                 location.file,          location.line};
  for (const clang::EnumConstantDecl* value : declaration.enumerators()) {
    result.values.push_back({value->getNameAsString(), value->getInitVal().getExtValue()});
  }
  result_.enums.push_back(std::move(result));
}

Location DeclarationReader::place(const clang::NamedDecl& declaration) const {
  return locate(context_.getSourceManager(), context_.getLangOpts(), declaration.getLocation(),
                names_);
}

}  // namespace

Declarations read_declarations(clang::ASTContext& context, const FileNames& names,
                               std::vector<Problem>& problems) {
  return DeclarationReader(context, names, problems).read();
}

}  // namespace thriftorm
