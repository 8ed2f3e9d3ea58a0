/* builder.c takes the contract's bytecode from here. Ours arrives when the engine runs at build
   time, so these two are set by `start` and not constants. */
#include <stdint.h>

static const uint8_t *code;
static uint32_t code_size;
