// libFuzzer as a library: its own main is not used, because one program holds all harnesses.
#include <stddef.h>
#include <stdint.h>

/// Calls back with inputs of its own making until its arguments say enough; returns the exit status.
int LLVMFuzzerRunDriver(
    int *_Nonnull count, char *_Nullable *_Nullable *_Nonnull arguments,
    int (*_Nonnull callback)(const uint8_t *_Nullable bytes, size_t count));
