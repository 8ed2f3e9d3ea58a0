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

#include "allocator.h"
#include "fast-text.h"
#include "fast-values.h"
#include "needed-names.h"
#include "numbers.h"

/* What QuickJS leaves out for Emscripten is what this target lacks, too: threads (Atomics), a
   readable native stack and malloc_usable_size. */
#define EMSCRIPTEN 1
#include "quickjs.c"
#undef EMSCRIPTEN

#include "encodings.h"

/* A failed assertion traps; the C library would print it first. */
void __assert_fail(const char *expression, const char *file, int line, const char *function)
{
    __builtin_trap();
}

const uint8_t *needed_in;
size_t needed_in_length;

static int is_needed(JSAtom atom, const char *name)
{
    size_t length = strlen(name);
    const uint8_t *at = needed_in, *end = needed_in + needed_in_length;

    /* The engine itself looks things up by its predefined atoms, and bytecode has only their numbers. */
    if (!needed_in || atom < JS_ATOM_END)
        return 1;
    /* Bytecode has a text's length, doubled, in the byte before it. */
    for (; (at = find_byte(at, end, length * 2)) + length < end; at++)
        if (!memcmp(at + 1, name, length))
            return 1;
    return 0;
}

void drop_unneeded(JSContext *ctx, JSValueConst object)
{
    JSPropertyEnum *properties;
    uint32_t count, i;

    if (!needed_in || JS_GetOwnPropertyNames(ctx, &properties, &count, object, JS_GPN_STRING_MASK))
        return;
    for (i = 0; i < count; i++) {
        if (!is_needed(properties[i].atom, JS_AtomToCString(ctx, properties[i].atom)))
            JS_DeleteProperty(ctx, object, properties[i].atom, 0);
        JS_FreeAtom(ctx, properties[i].atom);
    }
    js_free(ctx, properties);
}

/* Forgets the names of the variables that a function takes from outside: only eval and the text of a
   reference error ask for them. */
static void forget_variable_names(JSRuntime *rt, JSFunctionBytecode *function)
{
    int i;

    for (i = 0; i < function->closure_var_count; i++) {
        JS_FreeAtomRT(rt, function->closure_var[i].var_name);
        function->closure_var[i].var_name = JS_ATOM_NULL;
    }
}

/* Forgets what a function is called: its `name` becomes empty. */
static void forget_name(JSContext *ctx, JSObject *function)
{
    JSProperty *value;
    JSShapeProperty *property = find_own_property(&value, function, JS_ATOM_name);

    if (property && !(property->flags & JS_PROP_TMASK))
        set_value(ctx, &value->u.value, JS_AtomToString(ctx, JS_ATOM_empty_string));
}

void forget_names(JSContext *ctx)
{
    struct list_head *item;

    list_for_each(item, &ctx->rt->gc_obj_list) {
        JSGCObjectHeader *header = list_entry(item, JSGCObjectHeader, link);

        if (header->gc_obj_type == JS_GC_OBJ_TYPE_FUNCTION_BYTECODE) {
            JSFunctionBytecode *function = (JSFunctionBytecode *)header;

            forget_variable_names(ctx->rt, function);
            if (needed_in) {
                JS_FreeAtom(ctx, function->func_name);
                function->func_name = JS_ATOM_NULL;
            }
        } else if (needed_in && header->gc_obj_type == JS_GC_OBJ_TYPE_JS_OBJECT
                   && ((JSObject *)header)->class_id == JS_CLASS_BYTECODE_FUNCTION) {
            forget_name(ctx, (JSObject *)header);
        }
    }
}

void stop_collecting(JSRuntime *rt)
{
    struct list_head *list = &rt->gc_obj_list, *item = list->next;

    while (item != list) {
        struct list_head *next = item->next;

        item->prev = item->next = NULL;
        item = next;
    }
    init_list_head(list);
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
