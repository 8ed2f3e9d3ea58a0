/* What near-sdk-js's builder.c needs from its QuickJS fork and QuickJS 2021-03-27 lacks. */
#ifndef COUNTERSIGN_NEAR_QUICKJS_H
#define COUNTERSIGN_NEAR_QUICKJS_H

#include <stdlib.h>
#include <string.h>
#include "cutils.h"
#include "libbf.h"
#include "quickjs.h"

/* QuickJS has static functions of these names, so ours are called differently. */
#define JS_NewBigInt near_quickjs_new_bigint
#define JS_GetBigInt near_quickjs_get_bigint

/* Turns a number or a BigInt into an unsigned 64-bit integer; returns -1 with an exception pending. */
int JS_ToUint64Ext(JSContext *ctx, uint64_t *result, JSValueConst value);
/* Turns bytes into a string of one character a byte. */
JSValue JS_NewStringLenRaw(JSContext *ctx, const char *bytes, size_t length);
/* Gives the characters of a string as bytes; NULL with an exception pending if one is above U+00FF. */
const char *JS_ToCStringLenRaw(JSContext *ctx, size_t *length, JSValueConst string);
/* Makes a BigInt whose digits the caller sets through JS_GetBigInt. */
JSValue JS_NewBigInt(JSContext *ctx);
bf_t *JS_GetBigInt(JSValueConst value);
/* Loads a compiled module, runs its body and returns its namespace object, or an exception. */
JSValue js_load_module_binary(JSContext *ctx, const uint8_t *bytecode, size_t length);
/* Runs the jobs that promises have queued. */
void js_std_loop(JSContext *ctx);

/* Makes a Uint8Array of an ArrayBuffer, which it takes over. */
JSValue JS_NewUint8Array(JSContext *ctx, JSValue buffer);
/* Returns the bytes of an array with an element a byte, or NULL. */
uint8_t *JS_GetUint8Array(JSContext *ctx, size_t *length, JSValueConst value);
/* Adds Uint8Array.fromHex and toHex, and what encodings.h has for `env`. */
void JS_AddEncodings(JSContext *ctx, JSValueConst env);
/* Forgets what only an error's text would say, so that a snapshot is small: with minimal intrinsics, also what
   functions are called. */
void forget_names(JSContext *ctx);
/* Takes all objects out of the list that garbage is looked for in: none is in a call. */
void stop_collecting(JSRuntime *rt);

#endif
