/* memcpy, memmove and memset for WebAssembly without bulk memory. The C library's are one
   memory.copy or memory.fill each, which binaryen would lower to a loop over single bytes: eight
   times the instructions, and instructions are gas. Unaligned access is allowed in WebAssembly. */
#include <stddef.h>
#include <stdint.h>

typedef uint64_t word __attribute__((aligned(1), may_alias));

void *memcpy(void *restrict to, const void *restrict from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;

    for (; length >= 8; length -= 8, t += 8, f += 8)
        *(word *)t = *(const word *)f;
    for (; length; length--)
        *t++ = *f++;
    return to;
}

void *memmove(void *to, const void *from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;

    if ((uintptr_t)t - (uintptr_t)f >= length)
        return memcpy(to, from, length);
    for (t += length, f += length; length >= 8; length -= 8) {
        t -= 8;
        f -= 8;
        *(word *)t = *(const word *)f;
    }
    for (; length; length--)
        *--t = *--f;
    return to;
}

void *memset(void *to, int byte, size_t length)
{
    uint8_t *t = to;
    uint64_t bytes = (uint8_t)byte * 0x0101010101010101ULL;

    for (; length >= 8; length -= 8, t += 8)
        *(word *)t = bytes;
    for (; length; length--)
        *t++ = byte;
    return to;
}
