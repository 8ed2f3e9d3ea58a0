import { constants } from 'node:os'

// A signal may come twice for one Ctrl-C: from the terminal and from npm, which passes it on.
const SAME_WISH_MS = 1_000

/**
 * Returns a signal that aborts when the process is asked to end (Ctrl-C, SIGTERM, a closed terminal).
 *
 * Who asks again later than a second after that means it: the process then ends at once.
 */
export function endOnSignals(): AbortSignal {
  const ending = new AbortController()
  let since = 0
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!ending.signal.aborted) {
        since = performance.now()
        ending.abort(new Error(`Ended by ${name}.`))
      } else if (performance.now() - since > SAME_WISH_MS) {
        process.exit(128 + constants.signals[name])
      }
    })
  }
  return ending.signal
}
