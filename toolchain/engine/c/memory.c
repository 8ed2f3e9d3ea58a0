/* memcpy, memmove, memset and memcmp for WebAssembly without bulk memory. The C library's are one
   memory.copy or memory.fill each, which binaryen would lower to a loop over single bytes: eight
   times the instructions, and instructions are gas. Unaligned access is allowed in WebAssembly. */
#include <stddef.h>
#include <stdint.h>

typedef uint64_t word __attribute__((aligned(1), may_alias));
typedef uint32_t half __attribute__((aligned(1), may_alias));

void *memcpy(void *restrict to, const void *restrict from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;
    uint8_t *end = t + length;

    if (length >= 8) {
        /* The last word is copied first and again: what is left is then a whole number of words. */
        *(word *)(end - 8) = *(const word *)(f + length - 8);
        for (end -= 8; t < end; t += 8, f += 8)
            *(word *)t = *(const word *)f;
        return to;
    }
    if (length >= 4) {
        *(half *)t = *(const half *)f;
        *(half *)(end - 4) = *(const half *)(f + length - 4);
        return to;
    }
    while (t < end)
        *t++ = *f++;
    return to;
}

void *memmove(void *to, const void *from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;

    if ((uintptr_t)t < (uintptr_t)f) {
        for (; length >= 8; length -= 8, t += 8, f += 8)
            *(word *)t = *(const word *)f;
        for (; length; length--)
            *t++ = *f++;
        return to;
    }
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

int memcmp(const void *one, const void *other, size_t length)
{
    const uint8_t *a = one, *b = other;

    while (length >= 8 && *(const word *)a == *(const word *)b) {
        a += 8;
        b += 8;
        length -= 8;
    }
    for (; length; length--, a++, b++)
        if (*a != *b)
            return *a - *b;
    return 0;
}
