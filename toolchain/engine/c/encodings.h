/* Part of near-quickjs.c. Bytes as text and back, and looks at texts, in C: a character that JavaScript
   looks at costs some hundred instructions.
   Hexadecimal is ECMAScript 2026's Uint8Array.fromHex and toHex; base58 has the alphabet of Bitcoin,
   in which NEAR writes hashes and keys. */
#ifndef COUNTERSIGN_ENCODINGS_H
#define COUNTERSIGN_ENCODINGS_H

static const char base58_alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/* Five digits are the most whose values, up to 58^5, fit into 32 bits. */
#define BASE58_GROUP 5
#define BASE58_GROUP_VALUES 656356768u

/* How many names unknown_field compares with. */
#define MAX_FIELDS 64

/* Makes a Uint8Array of an ArrayBuffer, which it takes over. */
JSValue JS_NewUint8Array(JSContext *ctx, JSValue buffer)
{
    JSValue array;

    if (JS_IsException(buffer))
        return buffer;
    array = js_create_from_ctor(ctx, JS_UNDEFINED, JS_CLASS_UINT8_ARRAY);
    if (JS_IsException(array)) {
        JS_FreeValue(ctx, buffer);
        return array;
    }
    if (typed_array_init(ctx, array, buffer, 0, js_get_array_buffer(ctx, buffer)->byte_length)) {
        JS_FreeValue(ctx, array);
        return JS_EXCEPTION;
    }
    return array;
}

/* Returns the bytes of a Uint8Array or another array with an element a byte, or NULL. */
uint8_t *JS_GetUint8Array(JSContext *ctx, size_t *length, JSValueConst value)
{
    JSObject *object;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return NULL;
    object = JS_VALUE_GET_OBJ(value);
    if (object->class_id < JS_CLASS_UINT8C_ARRAY || object->class_id > JS_CLASS_UINT8_ARRAY
        || typed_array_is_detached(ctx, object))
        return NULL;
    *length = object->u.array.count;
    return object->u.array.u.uint8_ptr;
}

static JSValue new_bytes(JSContext *ctx, const uint8_t *bytes, size_t length)
{
    return JS_NewUint8Array(ctx, JS_NewArrayBufferCopy(ctx, bytes, length));
}

/* Returns the text's one-byte characters, or NULL. */
static const uint8_t *narrow_text(JSValueConst value, size_t *length)
{
    JSString *text;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_STRING)
        return NULL;
    text = JS_VALUE_GET_STRING(value);
    *length = text->len;
    return text->is_wide_char ? NULL : text->u.str8;
}

/* base58_encode(bytes: Uint8Array): string */
static JSValue js_base58_encode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length, zeros = 0, limb_count, digit_count = 0, i;
    uint8_t *bytes = JS_GetUint8Array(ctx, &length, argv[0]);
    uint32_t *limbs;
    char *digits, *at;
    JSValue text;

    if (!bytes)
        return JS_ThrowTypeError(ctx, "base58_encode takes a Uint8Array");
    while (zeros < length && !bytes[zeros])
        zeros++;
    limb_count = (length + 3) / 4;
    limbs = js_mallocz(ctx, limb_count * 4 + 4);
    digits = js_malloc(ctx, length * 2 + BASE58_GROUP + 1);
    if (!limbs || !digits)
        return JS_EXCEPTION;
    /* The lowest limb comes first. */
    for (i = 0; i < length; i++)
        limbs[(length - 1 - i) / 4] |= (uint32_t)bytes[i] << (length - 1 - i) % 4 * 8;
    at = digits + length * 2 + BASE58_GROUP;
    while (limb_count && !limbs[limb_count - 1])
        limb_count--;
    while (limb_count) {
        uint32_t group = 0;

        for (i = limb_count; i--; ) {
            uint64_t value = (uint64_t)group << 32 | limbs[i];

            limbs[i] = value / BASE58_GROUP_VALUES;
            group = value % BASE58_GROUP_VALUES;
        }
        if (!limbs[limb_count - 1])
            limb_count--;
        for (i = 0; i < BASE58_GROUP && (group || limb_count); i++, digit_count++) {
            *--at = base58_alphabet[group % 58];
            group /= 58;
        }
    }
    for (; zeros; zeros--, digit_count++)
        *--at = '1';
    text = js_new_string8(ctx, (uint8_t *)at, digit_count);
    js_free(ctx, limbs);
    js_free(ctx, digits);
    return text;
}

/* The value of a character, or -1. The alphabet leaves out 0, I, O and l. */
static int base58_digit(int character)
{
    if (character >= '1' && character <= '9')
        return character - '1';
    if (character >= 'A' && character <= 'Z' && character != 'I' && character != 'O')
        return character - 'A' + 9 - (character > 'I') - (character > 'O');
    if (character >= 'a' && character <= 'z' && character != 'l')
        return character - 'a' + 33 - (character > 'l');
    return -1;
}

/* base58_decode(text: string): Uint8Array | undefined */
static JSValue js_base58_decode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length, zeros = 0, used = 0, i, byte_count;
    const uint8_t *text = narrow_text(argv[0], &length);
    uint32_t *limbs;
    uint8_t *bytes;
    JSValue array = JS_UNDEFINED;

    if (!text)
        return JS_UNDEFINED;
    while (zeros < length && text[zeros] == '1')
        zeros++;
    limbs = js_malloc(ctx, (length / BASE58_GROUP + 1) * 4);
    if (!limbs)
        return JS_EXCEPTION;
    for (i = zeros; i < length; ) {
        size_t end = min_int(i + BASE58_GROUP, length), limb;
        uint32_t values = 1, carry = 0;

        for (; i < end; i++) {
            int digit = base58_digit(text[i]);

            if (digit < 0)
                goto done;
            carry = carry * 58 + digit;
            values *= 58;
        }
        for (limb = 0; limb < used; limb++) {
            uint64_t value = (uint64_t)limbs[limb] * values + carry;

            limbs[limb] = value;
            carry = value >> 32;
        }
        if (carry)
            limbs[used++] = carry;
    }
    byte_count = used * 4;
    if (used)
        byte_count -= __builtin_clz(limbs[used - 1]) / 8;
    bytes = js_mallocz(ctx, zeros + byte_count + 1);
    if (!bytes)
        return JS_EXCEPTION;
    for (i = 0; i < byte_count; i++)
        bytes[zeros + byte_count - 1 - i] = limbs[i / 4] >> i % 4 * 8;
    array = new_bytes(ctx, bytes, zeros + byte_count);
    js_free(ctx, bytes);
done:
    js_free(ctx, limbs);
    return array;
}

/* Tells whether the bytes are UTF-8, without surrogates. */
static BOOL is_utf8(const uint8_t *p, const uint8_t *end)
{
    while ((p = skip_ascii(p, end)) < end) {
        const uint8_t *next;
        int character = unicode_from_utf8(p, end - p, &next);

        if (character < 0x80 || character > 0x10ffff || (character >= 0xd800 && character < 0xe000))
            return FALSE;
        p = next;
    }
    return TRUE;
}

/* join_bytes(parts: Uint8Array[]): Uint8Array */
static JSValue js_join_bytes(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    JSValue *parts, array;
    uint32_t count, i;
    size_t length = 0, part;
    uint8_t *bytes, *from;

    if (!js_get_fast_array(ctx, argv[0], &parts, &count))
        return JS_ThrowTypeError(ctx, "join_bytes takes an array of Uint8Arrays");
    for (i = 0; i < count; i++) {
        if (!JS_GetUint8Array(ctx, &part, parts[i]))
            return JS_ThrowTypeError(ctx, "join_bytes takes an array of Uint8Arrays");
        length += part;
    }
    bytes = js_malloc(ctx, length + 1);
    if (!bytes)
        return JS_EXCEPTION;
    for (i = 0, length = 0; i < count; i++, length += part) {
        from = JS_GetUint8Array(ctx, &part, parts[i]);
        memcpy(bytes + length, from, part);
    }
    array = new_bytes(ctx, bytes, length);
    js_free(ctx, bytes);
    return array;
}

/* parse_json(bytes: Uint8Array): as JSON.parse, but throws a SyntaxError also if the bytes are no UTF-8 or an
   object has a member twice. */
static JSValue js_parse_json(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length;
    uint8_t *bytes = JS_GetUint8Array(ctx, &length, argv[0]);
    char *text;
    JSValue value;

    if (!bytes)
        return JS_ThrowTypeError(ctx, "parse_json takes a Uint8Array");
    if (!is_utf8(bytes, bytes + length))
        return JS_ThrowSyntaxError(ctx, "no UTF-8");
    text = js_strndup(ctx, (const char *)bytes, length);
    if (!text)
        return JS_EXCEPTION;
    json_refuses_duplicates = TRUE;
    json_was_plain = TRUE;
    value = JS_ParseJSON(ctx, text, length, "<input>");
    json_refuses_duplicates = FALSE;
    js_free(ctx, text);
    return value;
}

/* unknown_field(object: object, fields: string[]): the first own name of the object that is not among the fields,
   or undefined */
static JSValue js_unknown_field(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    JSPropertyEnum *properties;
    JSValue *fields, unknown = JS_UNDEFINED;
    JSAtom atoms[MAX_FIELDS];
    uint32_t count, field_count, i, j;

    if (!js_get_fast_array(ctx, argv[1], &fields, &field_count) || field_count > MAX_FIELDS)
        return JS_ThrowTypeError(ctx, "unknown_field takes an array of at most %d names", MAX_FIELDS);
    if (JS_GetOwnPropertyNames(ctx, &properties, &count, argv[0], JS_GPN_STRING_MASK | JS_GPN_ENUM_ONLY))
        return JS_EXCEPTION;
    for (j = 0; j < field_count; j++)
        atoms[j] = JS_ValueToAtom(ctx, fields[j]);
    for (i = 0; i < count; i++) {
        for (j = 0; j < field_count && atoms[j] != properties[i].atom; j++)
            ;
        if (j == field_count && JS_IsUndefined(unknown))
            unknown = JS_AtomToString(ctx, properties[i].atom);
        JS_FreeAtom(ctx, properties[i].atom);
    }
    for (j = 0; j < field_count; j++)
        JS_FreeAtom(ctx, atoms[j]);
    js_free(ctx, properties);
    return unknown;
}

/* json_was_plain(): whether every string that the last parse_json has read was printable ASCII without escapes,
   so that it stands in JSON as it is */
static JSValue js_json_was_plain(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    return JS_NewBool(ctx, json_was_plain);
}

/* text_span(text: string, characters: string): how many characters at the start are of those given; both of one-byte
   characters, or it is 0. */
static JSValue js_text_span(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length, count, i = 0;
    const uint8_t *text = narrow_text(argv[0], &length);
    const uint8_t *characters = narrow_text(argv[1], &count);
    uint32_t set[8] = { 0 };

    if (!text || !characters)
        return JS_NewInt32(ctx, 0);
    for (; count; count--, characters++)
        set[*characters >> 5] |= 1u << (*characters & 31);
    while (i < length && set[text[i] >> 5] >> (text[i] & 31) & 1)
        i++;
    return JS_NewInt32(ctx, i);
}

/* text_utf8_length(text: string): bytes that the text takes in UTF-8, three for a lone surrogate */
static JSValue js_text_utf8_length(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length;
    const char *bytes;

    if (JS_VALUE_GET_TAG(argv[0]) != JS_TAG_STRING)
        return JS_ThrowTypeError(ctx, "text_utf8_length takes a string");
    bytes = JS_ToCStringLen(ctx, &length, argv[0]);
    if (!bytes)
        return JS_EXCEPTION;
    JS_FreeCString(ctx, bytes);
    return JS_NewInt32(ctx, length);
}

/* text_unprintable(text: string): where the first control character or lone surrogate is, or -1 */
static JSValue js_text_unprintable(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    JSString *text;
    int i = 0;

    if (JS_VALUE_GET_TAG(argv[0]) != JS_TAG_STRING)
        return JS_ThrowTypeError(ctx, "text_unprintable takes a string");
    text = JS_VALUE_GET_STRING(argv[0]);
    while (i < text->len) {
        int at = i, character;

        if (!text->is_wide_char)
            at = i = skip_printable(text->u.str8 + i, text->u.str8 + text->len) - text->u.str8;
        if (i >= text->len)
            break;
        character = string_getc(text, &i);
        if (character < 0x20 || (character >= 0x7f && character < 0xa0) || (character >= 0xd800 && character < 0xe000))
            return JS_NewInt32(ctx, at);
    }
    return JS_NewInt32(ctx, -1);
}

/* Uint8Array.prototype.toHex(): string */
static JSValue js_uint8_array_to_hex(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length, i;
    uint8_t *bytes = JS_GetUint8Array(ctx, &length, this_val);
    JSString *text;

    if (!bytes)
        return JS_ThrowTypeError(ctx, "toHex is a method of Uint8Array");
    if (!length)
        return JS_AtomToString(ctx, JS_ATOM_empty_string);
    if (length > JS_STRING_LEN_MAX / 2)
        return JS_ThrowInternalError(ctx, "string too long");
    text = js_alloc_string(ctx, length * 2, 0);
    if (!text)
        return JS_EXCEPTION;
    for (i = 0; i < length; i++) {
        text->u.str8[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        text->u.str8[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    text->u.str8[length * 2] = '\0';
    return JS_MKPTR(JS_TAG_STRING, text);
}

/* Uint8Array.fromHex(text: string): Uint8Array; throws a SyntaxError. */
static JSValue js_uint8_array_from_hex(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length, i;
    const uint8_t *text = narrow_text(argv[0], &length);
    uint8_t *bytes;
    JSValue array;

    if (JS_VALUE_GET_TAG(argv[0]) != JS_TAG_STRING)
        return JS_ThrowTypeError(ctx, "fromHex takes a string");
    if (!text || length % 2)
        return JS_ThrowSyntaxError(ctx, "hexadecimal text has two digits a byte");
    bytes = js_malloc(ctx, length / 2 + 1);
    if (!bytes)
        return JS_EXCEPTION;
    for (i = 0; i < length; i++) {
        int digit = from_hex(text[i]);

        if (digit < 0) {
            js_free(ctx, bytes);
            return JS_ThrowSyntaxError(ctx, "no hexadecimal digit at position %d", (int)i);
        }
        bytes[i / 2] = i % 2 ? bytes[i / 2] << 4 | digit : digit;
    }
    array = new_bytes(ctx, bytes, length / 2);
    js_free(ctx, bytes);
    return array;
}

static const JSCFunctionListEntry js_uint8_array_functions[] = {
    JS_CFUNC_DEF("fromHex", 1, js_uint8_array_from_hex ),
};

static const JSCFunctionListEntry js_uint8_array_methods[] = {
    JS_CFUNC_DEF("toHex", 0, js_uint8_array_to_hex ),
};

static const JSCFunctionListEntry js_text_functions[] = {
    JS_CFUNC_DEF("base58_encode", 1, js_base58_encode ),
    JS_CFUNC_DEF("base58_decode", 1, js_base58_decode ),
    JS_CFUNC_DEF("join_bytes", 1, js_join_bytes ),
    JS_CFUNC_DEF("json_was_plain", 0, js_json_was_plain ),
    JS_CFUNC_DEF("parse_json", 1, js_parse_json ),
    JS_CFUNC_DEF("text_span", 2, js_text_span ),
    JS_CFUNC_DEF("text_utf8_length", 1, js_text_utf8_length ),
    JS_CFUNC_DEF("unknown_field", 2, js_unknown_field ),
    JS_CFUNC_DEF("text_unprintable", 1, js_text_unprintable ),
};

void JS_AddEncodings(JSContext *ctx, JSValueConst env)
{
    JSValue constructor = JS_GetProperty(ctx, ctx->global_obj, JS_ATOM_Uint8Array);

    JS_SetPropertyFunctionList(ctx, constructor, js_uint8_array_functions, countof(js_uint8_array_functions));
    JS_SetPropertyFunctionList(ctx, ctx->class_proto[JS_CLASS_UINT8_ARRAY], js_uint8_array_methods, countof(js_uint8_array_methods));
    JS_SetPropertyFunctionList(ctx, env, js_text_functions, countof(js_text_functions));
    JS_FreeValue(ctx, constructor);
}

#endif
