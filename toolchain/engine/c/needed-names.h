/* Which built-in functions a contract can ask for: those whose names its bytecode has, as that of a
   variable or a property or as a text, and those that the engine itself asks for. */
#ifndef COUNTERSIGN_NEEDED_NAMES_H
#define COUNTERSIGN_NEEDED_NAMES_H

#include "quickjs.h"

/* The bytecode; NULL: everything is needed. */
extern const uint8_t *needed_in;
extern size_t needed_in_length;

/* Takes out of an object what the contract cannot ask for. */
void drop_unneeded(JSContext *ctx, JSValueConst object);

#endif
