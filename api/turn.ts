/** One request's time; once it is over, nothing more is looked up for it. */
export type Turn = { over: boolean }
