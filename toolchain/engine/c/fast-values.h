/* JS_FreeValue and set_value of QuickJS for where a function call would cost more than what it does. */
#ifndef COUNTERSIGN_FAST_VALUES_H
#define COUNTERSIGN_FAST_VALUES_H

#include "quickjs.h"

static inline __attribute__((always_inline)) void free_value_here(JSContext *ctx, JSValue value)
{
    if (JS_VALUE_HAS_REF_COUNT(value)) {
        JSRefCountHeader *header = (JSRefCountHeader *)JS_VALUE_GET_PTR(value);

        if (--header->ref_count <= 0)
            __JS_FreeValue(ctx, value);
    }
}

static inline __attribute__((always_inline)) void set_value_here(JSContext *ctx, JSValue *at, JSValue value)
{
    JSValue old = *at;

    *at = value;
    free_value_here(ctx, old);
}

#endif
