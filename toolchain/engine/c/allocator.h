#ifndef COUNTERSIGN_ALLOCATOR_H
#define COUNTERSIGN_ALLOCATOR_H

#include <stddef.h>

/* Set in a call until the heap has GARBAGE_LIMIT bytes more than the snapshot: then values need not be freed. */
extern int keeps_garbage;
/* Half of what a contract has from the start. */
#define GARBAGE_LIMIT (32 << 20)

/* Lets the calls on a snapshot keep their garbage. */
void keep_garbage(void);

/* The bytes that a block of malloc has room for. */
size_t malloc_usable_size(void *block);

/* Fills what was freed with zeros, which a snapshot need not hold. */
void wipe_free_blocks(void);

#endif
