/** One request's time. */
export type Turn = {
  /** Once it is over, nothing more is looked up for the request. */
  over: boolean
  /** Time until which all that was read from NEAR for it may be told; infinite while nothing was. */
  freshUntil: number
}

/** Makes the time of a request that begins. */
export function startTurn(): Turn {
  return { over: false, freshUntil: Number.POSITIVE_INFINITY }
}
