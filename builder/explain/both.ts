/** A value of each of the two modules. */
export type Both<Value> = { a: Value; b: Value }
