/* Looking at eight bytes of a text at a time. */
#ifndef COUNTERSIGN_FAST_TEXT_H
#define COUNTERSIGN_FAST_TEXT_H

#include <stdint.h>

typedef uint64_t text_word __attribute__((aligned(1), may_alias));

#define EACH_BYTE(byte) ((byte) * 0x0101010101010101ULL)
#define HIGH_BITS EACH_BYTE(0x80)
/* Not zero if a byte of the word is zero; if a byte is, so may be bytes above it. */
#define HAS_ZERO(word) (((word) - EACH_BYTE(1)) & ~(word) & HIGH_BITS)

/* Returns the first byte from `p` on that is not ASCII, or `end`. */
static const uint8_t *skip_ascii(const uint8_t *p, const uint8_t *end)
{
    while (end - p >= 8 && !(*(const text_word *)p & HIGH_BITS))
        p += 8;
    while (p < end && *p < 0x80)
        p++;
    return p;
}

/* Returns how many of the bytes are not ASCII. */
static int count_non_ascii(const uint8_t *p, int length)
{
    const uint8_t *end = p + length;
    int count = 0;

    for (p = skip_ascii(p, end); p < end; p++)
        count += *p >> 7;
    return count;
}

/* Returns the first byte from `p` on that cannot stand for itself in a string literal between `quote`s, or is
   not printable ASCII, or `end`. */
static const uint8_t *skip_plain(const uint8_t *p, const uint8_t *end, int quote)
{
    while (end - p >= 8) {
        uint64_t word = *(const text_word *)p;
        uint64_t quotes = word ^ EACH_BYTE(quote);
        uint64_t backslashes = word ^ EACH_BYTE('\\');
        uint64_t controls = word & EACH_BYTE(0xe0);
        uint64_t deletes = word ^ EACH_BYTE(0x7f);

        if ((HAS_ZERO(quotes) | HAS_ZERO(backslashes) | HAS_ZERO(controls) | HAS_ZERO(deletes) | (word & HIGH_BITS)) != 0)
            break;
        p += 8;
    }
    while (p < end && *p >= 0x20 && *p < 0x7f && *p != quote && *p != '\\')
        p++;
    return p;
}

/* Returns the first byte from `p` on that is no printable ASCII character, or `end`. */
static const uint8_t *skip_printable(const uint8_t *p, const uint8_t *end)
{
    while (end - p >= 8) {
        uint64_t word = *(const text_word *)p;
        uint64_t controls = word & EACH_BYTE(0xe0);
        uint64_t deletes = word ^ EACH_BYTE(0x7f);

        if ((HAS_ZERO(controls) | HAS_ZERO(deletes) | (word & HIGH_BITS)) != 0)
            break;
        p += 8;
    }
    while (p < end && *p >= 0x20 && *p < 0x7f)
        p++;
    return p;
}

/* Returns where the byte is, or `end`. */
static const uint8_t *find_byte(const uint8_t *p, const uint8_t *end, int byte)
{
    while (end - p >= 8) {
        uint64_t word = *(const text_word *)p ^ EACH_BYTE(byte);

        if (HAS_ZERO(word))
            break;
        p += 8;
    }
    while (p < end && *p != byte)
        p++;
    return p;
}

#endif
