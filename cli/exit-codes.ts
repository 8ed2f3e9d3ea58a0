/** What the command's exit codes mean; part of its interface. */
export const EXIT = {
  /** Done, or a service ended as asked; of a question: yes. */
  OK: 0,
  /** It could not be done; one sentence on stderr says why. */
  FAILED: 1,
  /** Of a question: it was answered, and the answer is not yes. */
  NO: 1,
  /** The arguments were wrong; nothing was done. */
  USAGE: 2,
  /** Of a rebuild: the recipe gave nothing. */
  NOT_BUILT: 2,
  /** Of a question: it could not be answered; one sentence on stderr says why. */
  UNANSWERED: 3,
  /** Ctrl-C or SIGTERM came before it was done, as shells report it. */
  INTERRUPTED: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
