/* QuickJS and what near-sdk-js's fork of it adds, in one translation unit, since the additions
   need QuickJS's static functions. */
#include <fenv.h>

/* WebAssembly has one rounding mode. The two others are asked for only to tell whether a printed
   digit was rounded, and then give the same digit. */
#ifndef FE_DOWNWARD
#define FE_DOWNWARD FE_TONEAREST
#endif
#ifndef FE_UPWARD
#define FE_UPWARD FE_TONEAREST
#endif

/* QuickJS prints only to debug. A contract has no output, so printing is left out, and with it
   the C library's files. */
#include <stdio.h>
#define printf(...) ((void)0)
#define fprintf(...) ((void)0)
#define putchar(character) ((void)0)

/* What QuickJS leaves out for Emscripten is what this target lacks, too: threads (Atomics), a
   readable native stack and malloc_usable_size. */
#define EMSCRIPTEN 1
#include "quickjs.c"
#undef EMSCRIPTEN

/* A failed assertion traps; the C library would print it first. */
void __assert_fail(const char *expression, const char *file, int line, const char *function)
{
    __builtin_trap();
}

int JS_ToUint64Ext(JSContext *ctx, uint64_t *result, JSValueConst value)
{
    /* Modulo 2^64, as near-sdk-js's fork does for BigInts; numbers go through int64. */
    return JS_ToInt64Ext(ctx, (int64_t *)result, value);
}

JSValue JS_NewStringLenRaw(JSContext *ctx, const char *bytes, size_t length)
{
    return js_new_string8(ctx, (const uint8_t *)bytes, length);
}

const char *JS_ToCStringLenRaw(JSContext *ctx, size_t *length, JSValueConst value)
{
    JSValue string;
    JSString *from, *to;
    uint32_t i;

    *length = 0;
    string = JS_ToString(ctx, value);
    if (JS_IsException(string))
        return NULL;
    from = JS_VALUE_GET_STRING(string);
    *length = from->len;
    if (!from->is_wide_char)
        return (const char *)from->u.str8;
    to = js_alloc_string(ctx, from->len, 0);
    if (!to)
        return NULL;
    for (i = 0; i < from->len; i++) {
        if (from->u.str16[i] > 0xff) {
            JS_ThrowTypeError(ctx, "character U+%04X is no byte: only characters up to U+00FF are",
                              from->u.str16[i]);
            return NULL;
        }
        to->u.str8[i] = from->u.str16[i];
    }
    to->u.str8[from->len] = '\0';
    return (const char *)to->u.str8;
}

JSValue near_quickjs_new_bigint(JSContext *ctx)
{
    return JS_NewBigInt(ctx);
}

bf_t *near_quickjs_get_bigint(JSValueConst value)
{
    return JS_GetBigInt(value);
}

JSValue js_load_module_binary(JSContext *ctx, const uint8_t *bytecode, size_t length)
{
    JSValue object, result;
    JSModuleDef *module;

    object = JS_ReadObject(ctx, bytecode, length, JS_READ_OBJ_BYTECODE);
    if (JS_IsException(object))
        return object;
    module = JS_VALUE_GET_PTR(object);
    if (JS_ResolveModule(ctx, object) < 0)
        return JS_EXCEPTION;
    result = JS_EvalFunction(ctx, object);
    if (JS_IsException(result))
        return result;
    JS_FreeValue(ctx, result);
    return js_get_module_ns(ctx, module);
}

void js_std_loop(JSContext *ctx)
{
    JSContext *job;

    while (JS_ExecutePendingJob(JS_GetRuntime(ctx), &job) > 0)
        ;
}
