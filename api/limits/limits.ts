/** What one request may ask for. */
export type Limits = {
  /** Bytes of a request's body. */
  bodyBytes: number
  /** Lexical tokens of a query. */
  tokens: number
  /** Levels of fields within fields; introspection is exempt. */
  depth: number
  aliases: number
  directives: number
  /** Fields of the answer at most, by the page sizes asked for. */
  complexity: number
  /** Milliseconds that the answer may take. */
  requestMs: number
  /** Subscriptions of this process at one time. */
  subscriptions: number
  /** Accounts that subscriptions of this process watch at one time. */
  watchedAccounts: number
  /** Milliseconds after which watched accounts are read from NEAR again. */
  recheckMs: number
  /** Milliseconds in which a subscriber must take what it is told, or it is cut off. */
  readerMs: number
  /** Milliseconds after which a subscription ends. */
  subscriptionMs: number
}

export const DEFAULT_LIMITS: Limits = {
  // A full query of 1,000 tokens and the largest policy (64 accounts of 64 characters, 10 KB) fit three times over.
  bodyBytes: 65_536,
  // The largest query of docs/api.md has 106 and introspection 184; this is what armor takes by default.
  tokens: 1_000,
  // contract > verdict > supporting > attestation > recipe > source > repository is 7.
  depth: 12,
  // A page of 25 accounts as aliases, and as many again.
  aliases: 50,
  directives: 25,
  // A verdict with every list at its full length of 100, recipes and sources included, takes 4,600; 10,000 fields take 20 ms
  // (measured).
  complexity: 10_000,
  // A page of 100 takes milliseconds; what takes longer waits for NEAR, which has READ_MS.
  requestMs: 10_000,
  // Each holds a socket and about 30 KB.
  subscriptions: 500,
  // Each is read from NEAR every ten seconds: 100 questions a second at most while nothing is indexed.
  watchedAccounts: 1_000,
  recheckMs: 10_000,
  // What is told has at most 20 KB; whoever cannot take that in a minute reads no more.
  readerMs: 60_000,
  // Clients of SSE come back by themselves; a connection that nobody reads does not stay for ever.
  subscriptionMs: 3_600_000,
}

/** Milliseconds that NEAR has for one answer, so that the request can still say that it did not come. */
export const READ_MS = 8_000

/** Most rows of one page; more are had by asking for the next page. */
export const MAX_PAGE = 100
/** Most accounts of one question for several. */
export const MAX_ACCOUNTS = 200
/** Most ids of one question for several nodes. */
export const MAX_NODES = 100
/** Most characters of a text that is searched for; a repository's address is the longest. */
export const MAX_SEARCH = 300
/** Most accounts that one subscription watches. */
export const MAX_WATCHED = 50
/** Rows of a page if the query does not say. */
export const DEFAULT_PAGE = 20
/** Most items of one list within a verdict, and how many if the query does not say. */
export const MAX_POSITIONS = 100
/** The largest policy takes 10 KB in its text form; the rest is for comments. */
export const MAX_POLICY_TEXT = 16_384
