#include "memory.h"

#include <malloc.h>

#include <cstdlib>
#include <fstream>
#include <new>
#include <string>

namespace {

thread_local std::uint64_t count = 0;

void* take(std::size_t size) {
  ++count;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

// A line of /proc/self/status, in bytes; 0: there is none.
double status(const std::string& name) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(name + ":"))
      return std::strtod(line.c_str() + name.size() + 1, nullptr) * 1024;
  }
  return 0;
}

// From here on the high-water mark is what is resident now.
bool set_mark_back() {
  std::ofstream file("/proc/self/clear_refs");
  file << "5" << std::flush;
  return file.good();
}

}  // namespace

void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace bench {

std::uint64_t allocations() { return count; }

std::optional<double> peak_memory(const std::function<void()>& work) {
  malloc_trim(0);
  if (!set_mark_back()) return std::nullopt;
  const double before = status("VmRSS");
  work();
  return status("VmHWM") - before;
}

}  // namespace bench
