// What the process does with memory that it frees.
#ifndef ALTEREGO_BASE_ALLOCATOR_H_
#define ALTEREGO_BASE_ALLOCATOR_H_

namespace alterego {

// Keeps up to 64 MiB of freed memory for what is allocated next, instead of
// giving it back to the system and getting it anew, page by page, a few
// thousand times a second. For programs that open and close small databases all
// the time; call it once, at the start of main. Does nothing with a C library
// that cannot be told.
void KeepFreedMemory();

}  // namespace alterego

#endif  // ALTEREGO_BASE_ALLOCATOR_H_
