/** A value that may be there already; what is cached is, and then an answer is made without a single wait. */
export type MaybePromise<T> = T | Promise<T>

/** Goes on with a value as soon as it is there. */
export function andThen<T, R>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<R>,
): MaybePromise<R> {
  return value instanceof Promise ? awaitThen(value, next) : next(value)
}

async function awaitThen<T, R>(value: Promise<T>, next: (value: T) => MaybePromise<R>): Promise<R> {
  return next(await value)
}
