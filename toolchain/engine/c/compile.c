/* The bytecode compiler: what qjsc does for near-sdk-js, as a module without a file system. */
#include <sys/time.h>
#include "near-quickjs.h"

#define EXPORT(name) __attribute__((export_name(#name)))

/* QuickJS seeds Math.random with the time. Nothing is run here, so any time will do. */
int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    now->tv_sec = 0;
    now->tv_usec = 0;
    return 0;
}

static uint8_t *output;
static size_t output_length;

EXPORT(allocate) void *allocate(size_t length)
{
    return malloc(length);
}

EXPORT(output_pointer) uint8_t *output_pointer(void)
{
    return output;
}

EXPORT(output_length) size_t get_output_length(void)
{
    return output_length;
}

static void set_error(JSContext *ctx)
{
    JSValue error, stack;
    const char *message, *where;

    error = JS_GetException(ctx);
    stack = JS_GetPropertyStr(ctx, error, "stack");
    message = JS_ToCString(ctx, error);
    where = JS_ToCString(ctx, stack);
    output_length = strlen(message) + 1 + strlen(where);
    output = malloc(output_length + 1);
    strcpy((char *)output, message);
    strcat((char *)output, "\n");
    strcat((char *)output, where);
}

/* Compiles the source (which must be followed by a zero byte) as an ES module named `name`.
   Returns 0 and leaves bytecode in the output, or returns 1 and leaves the error's text there. */
EXPORT(compile) int compile(const char *source, size_t length, const char *name, int strip)
{
    JSRuntime *rt = JS_NewRuntime();
    JSContext *ctx = JS_NewContext(rt);
    JSValue module;
    int flags = JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY;

    if (strip)
        flags |= JS_EVAL_FLAG_STRIP;
    module = JS_Eval(ctx, source, length, name, flags);
    if (JS_IsException(module)) {
        set_error(ctx);
        return 1;
    }
    output = JS_WriteObject(ctx, &output_length, module, JS_WRITE_OBJ_BYTECODE);
    if (!output) {
        set_error(ctx);
        return 1;
    }
    return 0;
}
