#ifndef COUNTERSIGN_ALLOCATOR_H
#define COUNTERSIGN_ALLOCATOR_H

#include <stddef.h>

/* The bytes that a block of malloc has room for. */
size_t malloc_usable_size(void *block);

/* Fills what was freed with zeros, which a snapshot need not hold. */
void wipe_free_blocks(void);

#endif
