#include "tool/reader/reader.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/FileManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Frontend/Utils.h>
#include <clang/Tooling/Tooling.h>
#include <fmt/format.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "tool/reader/command.h"
#include "tool/reader/declarations.h"
#include "tool/reader/problems.h"
#include "tool/reader/resource_directory.h"

namespace thriftorm {
namespace {

// What one run of Clang works on and fills in.
struct Run {
  const Command& command;
  ProblemCollector problems;
  Declarations declarations;
  std::vector<std::string> files;  // as Clang opened them
};

class Consumer : public clang::ASTConsumer {
 public:
  explicit Consumer(Run& run) : run_(run) {}

  void HandleTranslationUnit(clang::ASTContext& context) override {
    run_.declarations = read_declarations(context, run_.command.names, run_.problems.problems());
  }

 private:
  Run& run_;
};

class ReadAction : public clang::ASTFrontendAction {
 public:
  explicit ReadAction(Run& run) : run_(run) {}

  // As for a precompiled header: what is only needed to generate code is not instantiated.
  clang::TranslationUnitKind getTranslationUnitKind() override { return clang::TU_Prefix; }

 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&,
                                                        llvm::StringRef) override {
    return std::make_unique<Consumer>(run_);
  }

 private:
  Run& run_;
};

class ReadInvocation : public clang::tooling::ToolAction {
 public:
  explicit ReadInvocation(Run& run) : run_(run) {}

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> invocation,
                     clang::FileManager* files,
                     std::shared_ptr<clang::PCHContainerOperations> containers,
                     clang::DiagnosticConsumer* consumer) override {
    invocation->getFrontendOpts().SkipFunctionBodies = true;
    invocation->getLangOpts().SpellChecking = false;
    clang::DiagnosticOptions& diagnostics = invocation->getDiagnosticOpts();
    diagnostics.IgnoreWarnings = true;
    diagnostics.ShowCarets = false;  // no count of errors on stderr either
    diagnostics.ErrorLimit = 100;
    clang::CompilerInstance compiler(std::move(containers));
    compiler.setInvocation(std::move(invocation));
    compiler.setFileManager(files);
    compiler.createDiagnostics(consumer, /*ShouldOwnClient=*/false);
    compiler.createSourceManager(*files);
    const auto dependencies = std::make_shared<clang::DependencyCollector>();
    compiler.addDependencyCollector(dependencies);
    ReadAction action(run_);
    const bool succeeded = compiler.ExecuteAction(action);
    run_.files = dependencies->getDependencies();
    return succeeded;
  }

 private:
  Run& run_;
};

void run_clang(Run& run) {
  auto file_system = llvm::vfs::createPhysicalFileSystem();
  if (!run.command.directory.empty()) {
    file_system->setCurrentWorkingDirectory(run.command.directory);
  }
  const auto files = llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions(),
                                                                   std::move(file_system));
  ReadInvocation action(run);
  clang::tooling::ToolInvocation invocation(run.command.arguments, &action, files.get(),
                                            std::make_shared<clang::PCHContainerOperations>());
  const auto options = llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>();
  invocation.setDiagnosticOptions(options.get());
  invocation.setDiagnosticConsumer(&run.problems);
  invocation.run();
}

std::vector<std::string> reported_files(const Run& run) {
  std::vector<std::string> files;
  for (const std::string& file : run.files) files.push_back(run.command.names.reported(file));
  std::ranges::sort(files);
  const auto repeated = std::ranges::unique(files);
  files.erase(repeated.begin(), repeated.end());
  return files;
}

bool exists(const std::string& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) return true;
  diagnostics.error({path}, "missing-header",
                    fmt::format("there is no header `{}`: generate it first, with "
                                "`thrift --gen cpp`",
                                path));
  return false;
}

bool holds_thrift(const Header& header, Diagnostics& diagnostics) {
  if (!header.records.empty() || !header.enums.empty()) return true;
  diagnostics.error({header.path}, "not-thrift",
                    fmt::format("`{}` compiles, but declares no struct or enum of Thrift's: name "
                                "the `…_types.h` that `thrift --gen cpp` wrote",
                                header.path));
  return false;
}

}  // namespace

std::optional<Header> read_header(const std::string& path, const ReaderOptions& options,
                                  Diagnostics& diagnostics) {
  if (!exists(path, diagnostics)) return std::nullopt;
  const auto resources = find_resource_directory(path, diagnostics);
  if (!resources) return std::nullopt;
  const auto command = make_command(path, options, *resources, diagnostics);
  if (!command) return std::nullopt;

  Run run{*command, ProblemCollector(*command), {}, {}};
  run_clang(run);
  const std::size_t errors_before = diagnostics.error_count();
  run.problems.report(diagnostics);
  if (diagnostics.error_count() > errors_before) {
    report_incomplete_fields(run.declarations.incomplete_fields, diagnostics);
    return std::nullopt;
  }
  Header header{path, std::move(run.declarations.records), std::move(run.declarations.enums),
                reported_files(run), std::move(run.declarations.incomplete_fields)};
  if (!holds_thrift(header, diagnostics)) return std::nullopt;
  return header;
}

void report_incomplete_fields(const std::vector<IncompleteField>& fields,
                              Diagnostics& diagnostics) {
  for (const IncompleteField& field : fields) {
    diagnostics.error(field.location, "incomplete-type",
                      fmt::format("`{}::{}` needs `{}` before the header declares it", field.record,
                                  field.field, field.type));
  }
}

}  // namespace thriftorm
