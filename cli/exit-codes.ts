/** What the command's exit codes mean; part of its interface. */
export const EXIT = {
  /** Done, or ended by Ctrl-C as asked. */
  OK: 0,
  /** It could not be done; one sentence on stderr says why. */
  FAILED: 1,
  /** The arguments were wrong; nothing was done. */
  USAGE: 2,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
