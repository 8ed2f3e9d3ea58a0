/* Decimal texts of floating-point numbers and back, both exact, by libbf, which BigInt needs anyway.
   QuickJS takes them from the C library's printf and strtod, which bring 128-bit floating-point
   arithmetic with them. */
#ifndef COUNTERSIGN_NUMBERS_H
#define COUNTERSIGN_NUMBERS_H

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "libbf.h"

#define DOUBLE_DIGITS 53
#define DOUBLE_EXPONENT_BITS 11
#define DOUBLE_FLAGS (BF_RNDN | BF_FLAG_SUBNORMAL | bf_set_exp_bits(DOUBLE_EXPONENT_BITS))
#define EXACT_WHOLE 9007199254740992.0

static bf_context_t *number_context(void)
{
    static bf_context_t context;
    static int is_made;

    if (!is_made)
        bf_context_init(&context, NULL, NULL);
    is_made = 1;
    return &context;
}

static char *text_of_number(double number, int digits, bf_flags_t flags)
{
    bf_t value;
    char *text;

    bf_init(number_context(), &value);
    bf_set_float64(&value, number);
    text = bf_ftoa(NULL, &value, 10, digits, flags);
    bf_delete(&value);
    if (!text)
        __builtin_trap();
    return text;
}

/* The powers of ten that are exact. */
#define EXACT_POWERS 22

/* More than the digits of any text make up for, and not near where an int ends. */
#define MOST_EXPONENT 1000000000

static int exponent_of_text(const char *p)
{
    int is_negative = *p == '-', exponent = 0;

    for (p += *p == '-' || *p == '+'; *p >= '0' && *p <= '9'; p++)
        exponent = exponent < MOST_EXPONENT / 10 ? exponent * 10 + *p - '0' : MOST_EXPONENT;
    return is_negative ? -exponent : exponent;
}

/* Bits of a truncated number: enough for all numbers and what lies halfway between them. */
#define TRUNCATED_BITS 64

/* Reads a decimal number of any length. libbf, asked for a double, rounds a subnormal number twice:
   so it truncates, something is added for what was cut off, and the sum is rounded once. */
static double nearest_number(const char *text)
{
    bf_t value, rest;
    double number;

    bf_init(number_context(), &value);
    bf_init(number_context(), &rest);
    if (bf_atof(&value, text, NULL, 10, TRUNCATED_BITS, BF_RNDZ | BF_ATOF_NO_HEX | BF_ATOF_NO_NAN_INF) & BF_ST_INEXACT) {
        bf_set(&rest, &value);
        bf_mul_2exp(&rest, -TRUNCATED_BITS, BF_PREC_INF, BF_RNDZ);
    }
    bf_add(&value, &value, &rest, DOUBLE_DIGITS, DOUBLE_FLAGS);
    bf_get_float64(&value, &number, BF_RNDN);
    bf_delete(&value);
    bf_delete(&rest);
    return number;
}

/* Reads a decimal number: the nearest there is. */
static double number_of_text(const char *text)
{
    static const double powers[EXACT_POWERS + 1] = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };
    const char *p = text + (*text == '-');
    uint64_t whole = 0;
    int exponent = 0, has_point = 0;
    double number;

    for (; (*p >= '0' && *p <= '9') || (*p == '.' && !has_point); p++) {
        if (*p == '.') {
            has_point = 1;
            continue;
        }
        if (whole >= (1ULL << DOUBLE_DIGITS) / 10)
            goto exact;
        whole = whole * 10 + *p - '0';
        exponent -= has_point;
    }
    if (!whole)
        return *text == '-' ? -0.0 : 0.0;
    if (*p == 'e' || *p == 'E')
        exponent += exponent_of_text(p + 1);
    /* Both are exact, so one operation rounds once. */
    if (exponent >= -EXACT_POWERS && exponent <= EXACT_POWERS) {
        number = exponent < 0 ? whole / powers[-exponent] : whole * powers[exponent];
        return *text == '-' ? -number : number;
    }
exact:
    return nearest_number(text);
}

/* Takes the digits out of a text like 1.25e-7. Gives their count, and in `decpt` how many stand before the decimal point. */
static int take_digits(const char *text, int *decpt, char *buffer)
{
    int count = 0;

    for (; *text && *text != 'e'; text++)
        if (*text != '.')
            buffer[count++] = *text;
    buffer[count] = '\0';
    *decpt = *text ? atoi(text + 1) + 1 : 1;
    return count;
}

/* The digits that tell every number from every other. */
#define ALL_DIGITS 17

static int is_power_of_two(double number)
{
    uint64_t bits;

    memcpy(&bits, &number, sizeof(bits));
    return bits << 12 == 0;
}

/* Writes a finite number as `digits` significant decimal digits, or as the fewest that tell it from
   every other number. Gives their count, and in `decpt` how many stand before the decimal point. */
static int js_ecvt(double number, int digits, int *decpt, int *sign, char *buffer, int is_fixed)
{
    bf_flags_t flags = is_fixed ? BF_FTOA_FORMAT_FIXED | BF_RNDNA : BF_FTOA_FORMAT_FREE_MIN | DOUBLE_FLAGS;
    char *text;
    int count;

    *sign = number < 0;
    *decpt = 1;
    if (number == 0) {
        count = is_fixed ? digits : 1;
        memset(buffer, '0', count);
        buffer[count] = '\0';
        return count;
    }
    text = text_of_number(fabs(number), is_fixed ? digits : DOUBLE_DIGITS, flags | BF_FTOA_FORCE_EXP);
    count = take_digits(text, decpt, buffer);
    free(text);
    if (is_fixed)
        return count;
    while (count > 1 && buffer[count - 1] == '0')
        buffer[--count] = '\0';
    if (count < ALL_DIGITS || !is_power_of_two(number))
        return count;
    /* The number below is half as far away as the one above: fewer digits may tell it apart if they are rounded up. */
    text = text_of_number(fabs(number), ALL_DIGITS - 1, BF_FTOA_FORMAT_FIXED | BF_RNDU | BF_FTOA_FORCE_EXP);
    if (number_of_text(text) == fabs(number))
        count = take_digits(text, decpt, buffer);
    free(text);
    return count;
}

/* Writes a finite number with `digits` digits after the decimal point. */
static void js_fcvt(char *buffer, int size, double number, int digits)
{
    char *text = text_of_number(fabs(number), digits, BF_FTOA_FORMAT_FRAC | BF_RNDNA);

    *buffer = '-';
    strcpy(buffer + (number < 0), text);
    free(text);
}

/* The power and the logarithm that are nearest to the true ones. The C library's come with tables. */
static double number_power(double base, double exponent)
{
    bf_t a, b, r;
    double number;

    if (base == 2 && exponent >= -1022 && exponent <= 1023 && exponent == (int)exponent)
        return scalbn(1, exponent);
    if (base == (int)base && exponent >= 0 && exponent <= DOUBLE_DIGITS && exponent == (int)exponent) {
        int left = exponent;

        /* Products of whole numbers are exact as long as they are below 2^53. */
        for (number = 1; left && fabs(number) <= EXACT_WHOLE / fmax(fabs(base), 1); left--)
            number *= base;
        if (!left)
            return number;
    }

    bf_init(number_context(), &a);
    bf_init(number_context(), &b);
    bf_init(number_context(), &r);
    bf_set_float64(&a, base);
    bf_set_float64(&b, exponent);
    bf_pow(&r, &a, &b, DOUBLE_DIGITS, BF_POW_JS_QUIRKS | DOUBLE_FLAGS);
    bf_get_float64(&r, &number, BF_RNDN);
    bf_delete(&a);
    bf_delete(&b);
    bf_delete(&r);
    return number;
}

static double number_log(double number)
{
    bf_t a, r;

    bf_init(number_context(), &a);
    bf_init(number_context(), &r);
    bf_set_float64(&a, number);
    bf_log(&r, &a, DOUBLE_DIGITS, BF_RNDN);
    bf_get_float64(&r, &number, BF_RNDN);
    bf_delete(&a);
    bf_delete(&r);
    return number;
}

#endif
