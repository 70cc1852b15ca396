// replay RUNS FOLDER…: gives a fuzz target every file of the folders, then RUNS random changes of
// them. THRIFTORM_SEED=N repeats the run that printed this seed. What fails is left in the file `finding`.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

// In the order of their names, so that a seed means the same everywhere.
std::vector<std::string> read_inputs(const std::vector<fs::path>& folders) {
  std::vector<fs::path> files;
  for (const fs::path& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return inputs;
}

class Changer {
 public:
  explicit Changer(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::string change(std::string text, const std::string& other) {
    for (std::size_t i = 1 + below(4); i > 0; --i) change_once(text, other);
    return text;
  }

 private:
  // Some of a text, which is not empty.
  std::string part_of(const std::string& text) {
    const std::size_t at = below(text.size());
    return text.substr(at, 1 + below(std::min<std::size_t>(text.size() - at, 40)));
  }

  void change_once(std::string& text, const std::string& other) {
    const std::size_t at = below(text.size() + 1);
    switch (below(6)) {
      case 0:
        text.insert(at, 1, static_cast<char>(below(256)));
        break;
      case 1:
        text.erase(at, 1 + below(20));
        break;
      case 2:
        if (!text.empty()) text.insert(at, part_of(text));
        break;
      case 3:
        if (!other.empty()) text.insert(at, part_of(other));
        break;
      case 4:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      default:
        if (!other.empty()) text.replace(at, below(20), part_of(other));
        break;
    }
  }

  std::mt19937 random_;
};

const std::string* given = nullptr;

// Only what a signal handler may call.
void keep_finding(int signal) {
  const int file = ::open("finding", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0 && ::write(file, given->data(), given->size()) >= 0) ::close(file);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void give(const std::string& input) {
  given = &input;
  // A copy of its own size, so that a sanitizer sees what is read behind the end.
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: replay RUNS FOLDER…\n";
    return 2;
  }
  const int runs = std::atoi(argv[1]);
  const std::vector<std::string> inputs = read_inputs({argv + 2, argv + argc});
  if (inputs.empty()) {
    std::cerr << "there are no inputs\n";
    return 2;
  }
  const char* chosen = std::getenv("THRIFTORM_SEED");
  const std::uint32_t seed = chosen == nullptr
                                 ? std::random_device()()
                                 : static_cast<std::uint32_t>(std::strtoul(chosen, nullptr, 10));
  std::cout << inputs.size() << " inputs and " << runs << " changes of them, seed " << seed
            << std::endl;
  std::signal(SIGABRT, keep_finding);
  std::signal(SIGSEGV, keep_finding);
  for (const std::string& input : inputs) give(input);
  Changer changer(seed);
  for (int run = 0; run < runs; ++run) {
    const std::string& text = inputs[changer.below(inputs.size())];
    const std::string& other = inputs[changer.below(inputs.size())];
    give(changer.change(text, other));
  }
  return 0;
}
