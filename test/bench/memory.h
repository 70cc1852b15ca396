// What an operation takes from the heap, and how much memory the process holds meanwhile.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace bench {

// Calls of `operator new` in this thread so far, those of all libraries among them. What C libraries
// take by malloc is not.
std::uint64_t allocations();

// The most resident memory that the work adds to what the process holds before it, in bytes: the
// kernel's high-water mark, what is free given back to the system first. Empty where the kernel
// refuses to set the mark back.
std::optional<double> peak_memory(const std::function<void()>& work);

}  // namespace bench
