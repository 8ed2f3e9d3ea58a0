/* snprintf and its like for what QuickJS asks of them: %d %u %x %X %c %s %%, with 0, a width, a
   precision and l or ll. The C library's also prints floating-point numbers and error texts, which
   is a tenth of a small engine; numbers are printed by numbers.h. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    char *at;
    char *end;
    int length;
} output_t;

static void put(output_t *out, int character, int times)
{
    for (; times > 0; times--, out->length++)
        if (out->at < out->end)
            *out->at++ = character;
}

static void put_text(output_t *out, const char *text, int length)
{
    for (; length > 0; length--)
        put(out, *text++, 1);
}

static void put_number(output_t *out, int64_t number, int conversion, int width, int filler)
{
    char digits[20];
    int count = 0, negative = conversion == 'd' && number < 0;
    unsigned base = conversion == 'd' || conversion == 'u' ? 10 : 16;
    uint64_t rest = negative ? -(uint64_t)number : number;

    do {
        unsigned digit = rest % base;

        digits[count++] = digit < 10 ? '0' + digit : digit - 10 + (conversion == 'X' ? 'A' : 'a');
        rest /= base;
    } while (rest);
    if (negative && filler == '0')
        put(out, '-', 1);
    put(out, filler, width - count - negative);
    if (negative && filler != '0')
        put(out, '-', 1);
    while (count)
        put(out, digits[--count], 1);
}

int vsnprintf(char *restrict buffer, size_t size, const char *restrict format, va_list arguments)
{
    output_t out = { buffer, size ? buffer + size - 1 : buffer, 0 };

    for (; *format; format++) {
        const char *text;
        int filler = ' ', width = 0, precision = -1, longs = 0, length;
        int64_t number;

        if (*format != '%') {
            put(&out, *format, 1);
            continue;
        }
        if (*++format == '0')
            filler = *format++;
        if (*format == '*') {
            width = va_arg(arguments, int);
            format++;
        }
        while (*format >= '0' && *format <= '9')
            width = width * 10 + *format++ - '0';
        if (*format == '.') {
            precision = 0;
            if (*++format == '*') {
                precision = va_arg(arguments, int);
                format++;
            }
            while (*format >= '0' && *format <= '9')
                precision = precision * 10 + *format++ - '0';
        }
        for (; *format == 'l'; format++)
            longs++;
        switch (*format) {
        case 'd':
            number = longs == 2 ? va_arg(arguments, int64_t) : va_arg(arguments, int32_t);
            put_number(&out, number, *format, width, filler);
            break;
        case 'u':
        case 'x':
        case 'X':
            number = longs == 2 ? va_arg(arguments, uint64_t) : va_arg(arguments, uint32_t);
            put_number(&out, number, *format, width, filler);
            break;
        case 'c':
            put(&out, va_arg(arguments, int), 1);
            break;
        case 's':
            text = va_arg(arguments, const char *);
            length = precision < 0 ? strlen(text) : strnlen(text, precision);
            put(&out, ' ', width - length);
            put_text(&out, text, length);
            break;
        default:
            put(&out, *format, 1);
        }
    }
    if (size)
        *out.at = '\0';
    return out.length;
}

int snprintf(char *restrict buffer, size_t size, const char *restrict format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    return length;
}

int sprintf(char *restrict buffer, const char *restrict format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(buffer, 1 << 16, format, arguments);
    va_end(arguments);
    return length;
}
