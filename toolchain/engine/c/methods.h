/* Included last in near-sdk-js's builder.c, where that expects one DEFINE_NEAR_METHOD a method.
   The engine has no methods of its own: the toolchain adds one exported function a method, which
   calls `call_method` (or `call_method_from_start`) with the method's number. */
#include <sys/time.h>
#include "allocator.h"
#include "needed-names.h"

#define EXPORT(name) __attribute__((export_name(#name)))

/* Made by `start`, that is at build time, and part of the snapshot. */
static JSRuntime *runtime;
static JSContext *context;
static JSValue module_namespace;
static JSValue *methods;
static const char **method_names;
static int context_is_starting;

#define NO_CLOCK "a contract has no clock: use near.blockTimestamp(), and new Date(milliseconds) for a date"

/* While a context is made, QuickJS asks the time for the seed of Math.random: it gets zero, so that
   every build is the same. Later `new Date()` asks. It panics; in a module body, the host call before
   that ends the build. */
int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
#ifndef COUNTERSIGN_MINIMAL
  if (!context_is_starting) {
    block_timestamp();
    panic_utf8(strlen(NO_CLOCK), (uint64_t)NO_CLOCK);
  }
#endif
  now->tv_sec = 0;
  now->tv_usec = 0;
  return 0;
}

#ifndef COUNTERSIGN_MINIMAL
static JSValue near_no_clock(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
  return JS_ThrowTypeError(ctx, NO_CLOCK);
}
#endif

static JSValue near_no_random(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
  return JS_ThrowTypeError(ctx, "Math.random() gives every caller the same numbers on a chain: use near.randomSeed()");
}

static JSValue near_latin1_bytes(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
  size_t length;
  const char *bytes = JS_ToCStringLenRaw(ctx, &length, argv[0]);

  if (!bytes)
    return JS_EXCEPTION;
  return JS_NewUint8Array(ctx, JS_NewArrayBufferCopy(ctx, (const uint8_t *)bytes, length));
}

static void set_function(JSContext *ctx, const char *object, const char *name, JSCFunction *function, int length)
{
  JSValue target = JS_GetPropertyStr(ctx, JS_GetGlobalObject(ctx), object);

  JS_SetPropertyStr(ctx, target, name, JS_NewCFunction(ctx, function, name, length));
}

#ifdef COUNTERSIGN_MINIMAL
static JSContext *new_minimal_context(JSRuntime *rt)
{
  JSContext *ctx = JS_NewContextRaw(rt);

  JS_AddIntrinsicBaseObjects(ctx);
  JS_AddIntrinsicJSON(ctx);
  JS_AddIntrinsicMapSet(ctx);
  JS_AddIntrinsicTypedArrays(ctx);
  JS_AddIntrinsicBigInt(ctx);
  return ctx;
}
#define NEW_CONTEXT new_minimal_context
#else
#define NEW_CONTEXT JS_NewCustomContext
#endif

static JSContext *new_context(JSRuntime *rt)
{
  JSContext *ctx;

  /* A call is short and its memory is dropped at its end: collecting cycles would only cost gas. */
  JS_SetGCThreshold(rt, -1);
  context_is_starting = 1;
  ctx = NEW_CONTEXT(rt);
  context_is_starting = 0;
  js_add_near_host_functions(ctx);
  JS_AddEncodings(ctx, JS_GetPropertyStr(ctx, JS_GetGlobalObject(ctx), "env"));
  set_function(ctx, "env", "latin1_string_to_uint8array", near_latin1_bytes, 1);
  set_function(ctx, "Math", "random", near_no_random, 0);
#ifndef COUNTERSIGN_MINIMAL
  set_function(ctx, "Date", "now", near_no_clock, 0);
#endif
  drop_unneeded(ctx, JS_GetPropertyStr(ctx, JS_GetGlobalObject(ctx), "env"));
  return ctx;
}

/* Classes are functions, too, but no methods: their `prototype` cannot be assigned. */
static int is_method(JSContext *ctx, JSValueConst value)
{
  JSPropertyDescriptor property;
  JSAtom prototype;
  int found;

  if (!JS_IsFunction(ctx, value))
    return 0;
  prototype = JS_NewAtom(ctx, "prototype");
  found = JS_GetOwnProperty(ctx, &property, value, prototype);
  JS_FreeAtom(ctx, prototype);
  if (found <= 0)
    return 1;
  JS_FreeValue(ctx, property.value);
  return (property.flags & JS_PROP_WRITABLE) != 0;
}

extern void __wasm_call_ctors(void);

/* That something calls the constructors keeps the linker from calling them in each export. */
EXPORT(_initialize) void initialize(void)
{
  __wasm_call_ctors();
}

EXPORT(allocate) void *allocate(size_t length)
{
  return malloc(length);
}

/* Leaves out of the engine's objects what the bytecode does not name. */
EXPORT(leave_out_unnamed) void leave_out_unnamed(void)
{
  needed_in = code;
  needed_in_length = code_size;
}

/* Tells the engine which bytes are the bytecode and which names the exports have. */
EXPORT(set_code) void set_code(const uint8_t *bytecode, uint32_t length, const char **names)
{
  code = bytecode;
  code_size = length;
  method_names = names;
}

static const char *exception_text(JSContext *ctx)
{
  JSValue error = JS_GetException(ctx);
  const char *text = JS_ToCString(ctx, error);

  return text ? text : "an exception that cannot be shown";
}

/* Makes the runtime and runs the module's body. Returns NULL, or the text of an exception. */
EXPORT(start) const char *start(uint32_t method_count)
{
  uint32_t i;

  runtime = JS_NewRuntime();
  context = new_context(runtime);
  module_namespace = js_load_module_binary(context, code, code_size);
  if (JS_IsException(module_namespace))
    return exception_text(context);
  methods = malloc(method_count * sizeof(JSValue));
  for (i = 0; i < method_count; i++)
    methods[i] = JS_GetPropertyStr(context, module_namespace, method_names[i]);
  return NULL;
}

EXPORT(is_method) int is_method_number(uint32_t number)
{
  return is_method(context, methods[number]);
}

/* Collects cycles and wipes what the module body left behind, so that the snapshot is small. */
EXPORT(finish) void finish(void)
{
  memset((void *)code, 0, code_size);
  free((void *)code);
  code = NULL;
  code_size = 0;
  method_names = NULL;
  forget_names(context);
  needed_in = NULL;
  needed_in_length = 0;
  JS_RunGC(runtime);
  stop_collecting(runtime);
  wipe_free_blocks();
  keep_garbage();
}

static void panic_with_exception(JSContext *ctx)
{
  JSValue error = JS_GetException(ctx);
  size_t length;
  const char *text = JS_ToCStringLen(ctx, &length, JS_IsError(ctx, error) ? JS_GetPropertyStr(ctx, error, "message") : error);

  if (!text) {
    text = "an exception that cannot be shown";
    length = strlen(text);
  }
  panic_utf8(length, (uint64_t)text);
}

/* Calls a method on the snapshot. */
EXPORT(call_method) void call_method(uint32_t number)
{
  if (JS_IsException(JS_Call(context, methods[number], module_namespace, 0, NULL)))
    panic_with_exception(context);
  js_std_loop(context);
}

/* Calls a method the stock way: everything that `start` did is done in the call. The body is what
   builder.c's DEFINE_NEAR_METHOD does, including its panic text. */
EXPORT(call_method_from_start) void call_method_from_start(uint32_t number)
{
  JSRuntime *rt;
  JSContext *ctx;
  JSValue namespace, function, error;
  const char *message, *stack;
  char *text;
  size_t message_length, stack_length;

  rt = JS_NewRuntime();
  ctx = new_context(rt);
  namespace = js_load_module_binary(ctx, code, code_size);
  function = JS_GetProperty(ctx, namespace, JS_NewAtom(ctx, method_names[number]));
  if (JS_IsException(JS_Call(ctx, function, namespace, 0, NULL))) {
    error = JS_GetException(ctx);
    message = JS_ToCStringLen(ctx, &message_length, JS_GetPropertyStr(ctx, error, "message"));
    stack = JS_ToCStringLen(ctx, &stack_length, JS_GetPropertyStr(ctx, error, "stack"));
    text = malloc(message_length + 1 + stack_length);
    memcpy(text, message, message_length);
    text[message_length] = '\n';
    memcpy(text + message_length + 1, stack, stack_length);
    panic_utf8(message_length + 1 + stack_length, (uint64_t)text);
  }
  js_std_loop(ctx);
}
