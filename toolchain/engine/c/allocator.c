/* malloc and its like for a program that ends soon. Blocks of one size class are kept in a list when
   they are freed and handed out again; they are never split or joined. An allocation is a dozen
   instructions and its overhead four bytes, where dlmalloc, which WASI's C library has, takes a
   hundred and eight. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "allocator.h"

#define PAGE 65536
/* A power of two is the multiple of what the memory grows by: a megabyte. */
#define GROW_PAGES 16

/* Sizes are counted in units of eight bytes. Up to SMALL units each number is a class of its own;
   above, four classes lie between one power of two and the next. */
#define SMALL 32
#define CLASSES (SMALL + 4 * 24)
/* 112 MiB, of the 128 that NEAR gives to a contract: units have 24 bits. */
#define MOST (7 << 21)

/* Four bytes before each block: its units, and in the lowest byte its class. */
typedef uint32_t header_t;
typedef struct free_block { struct free_block *next; } free_block_t;

extern uint8_t __heap_base;

static uint8_t *top = &__heap_base;
static uint8_t *end = &__heap_base;
static free_block_t *free_blocks[CLASSES];

static inline header_t *header_of(const void *block)
{
    return (header_t *)block - 1;
}

static inline uint32_t bytes_of(const void *block)
{
    return *header_of(block) >> 8 << 3;
}

static inline uint32_t class_of(uint32_t units)
{
    uint32_t last, shift;

    if (units <= SMALL)
        return units - 1;
    last = units - 1;
    shift = 29 - __builtin_clz(last);
    return SMALL + (shift - 3) * 4 + ((last >> shift) & 3);
}

/* Rounds up to what the class has. */
static inline uint32_t rounded(uint32_t units)
{
    uint32_t last, shift;

    if (units <= SMALL)
        return units;
    last = units - 1;
    shift = 29 - __builtin_clz(last);
    return ((last >> shift) + 1) << shift;
}

int keeps_garbage;

void keep_garbage(void)
{
    keeps_garbage = 1;
    /* The block that goes beyond asks make_room. */
    end = top + GARBAGE_LIMIT;
}

static int make_room(uint8_t *wanted)
{
    uint32_t pages;

    keeps_garbage = 0;
    end = (uint8_t *)(__builtin_wasm_memory_size(0) * PAGE - 1);
    if (wanted <= end)
        return 1;
    pages = ((uintptr_t)wanted - (uintptr_t)end + PAGE - 1) / PAGE;
    pages = (pages + GROW_PAGES - 1) / GROW_PAGES * GROW_PAGES;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1)
        return 0;
    end += (size_t)pages * PAGE;
    return 1;
}

static void *carve(uint32_t units, uint32_t class)
{
    uint8_t *block = top + sizeof(header_t);
    uint8_t *next = block + units * 8;

    if (next > end && !make_room(next))
        return NULL;
    top = next;
    *header_of(block) = units << 8 | class;
    return block;
}

static __attribute__((noinline)) void *malloc_large(uint32_t units)
{
    free_block_t **list;
    free_block_t *block;
    uint32_t class;

    if (units > MOST)
        return NULL;
    class = class_of(units);
    list = &free_blocks[class];
    block = *list;
    if (!block)
        return carve(rounded(units), class);
    *list = block->next;
    return block;
}

void *malloc(size_t size)
{
    uint32_t units = size <= 8 ? 1 : (size >> 3) + ((size & 7) != 0);
    free_block_t *block;

    if (units > SMALL)
        return malloc_large(units);
    block = free_blocks[units - 1];
    if (!block)
        return carve(units, units - 1);
    free_blocks[units - 1] = block->next;
    return block;
}

void free(void *block)
{
    free_block_t **list;

    if (!block)
        return;
    list = &free_blocks[*header_of(block) & 0xff];
    ((free_block_t *)block)->next = *list;
    *list = block;
}

void *calloc(size_t count, size_t size)
{
    size_t bytes;
    void *block;

    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    block = malloc(bytes);
    return block ? memset(block, 0, bytes) : NULL;
}

void *realloc(void *block, size_t size)
{
    uint32_t had, units;
    void *moved;

    if (!block)
        return malloc(size);
    if (!size) {
        free(block);
        return NULL;
    }
    had = bytes_of(block);
    if (size <= had)
        return block;
    if ((uint8_t *)block + had == top) {
        /* The last block of all grows where it is. */
        units = (size >> 3) + 1;
        if (units > MOST)
            return NULL;
        top = (uint8_t *)block - sizeof(header_t);
        moved = carve(rounded(units), class_of(units));
        if (!moved)
            top = (uint8_t *)block + had;
        return moved;
    }
    moved = malloc(size);
    if (!moved)
        return NULL;
    memcpy(moved, block, had);
    free(block);
    return moved;
}

size_t malloc_usable_size(void *block)
{
    return block ? bytes_of(block) : 0;
}

void wipe_free_blocks(void)
{
    free_block_t *block;
    uint32_t i;

    for (i = 0; i < CLASSES; i++)
        for (block = free_blocks[i]; block; block = block->next)
            memset(block + 1, 0, bytes_of(block) - sizeof(*block));
}
