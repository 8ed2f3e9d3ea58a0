/**
 * A contract is written out in one of two forms, which do the same.
 *
 * The fast form leaves as much as it can to V8. Two things V8 does too coarsely: an indirect call of nothing traps like one of another type, and a memory that
 * has grown cannot be given to the next call, so that every call of such a contract would need a new one. The exact form looks into the table itself, and has a
 * memory of the largest size that it makes seem as small as it should be.
 */
export type Form = 'fast' | 'exact'

/** What the exact form puts into a global before it traps. */
export const CAUSE = { none: 0, nullCall: 1, outOfBounds: 2 } as const
