import type { Io } from '../io.ts'

export type EventProgress = { onEvents: (events: number, of: number) => void; end: () => void }

// Often enough to see it move; what takes less than this is not told of at all.
const EVERY_MS = 1_000

/** Tells on stderr how many events have been read: on a terminal in one line that is written over, else a line each time. */
export function createEventProgress(
  io: Io,
  done: string,
  now = () => performance.now(),
): EventProgress {
  const isTerminal = (io.stderr as { isTTY?: boolean }).isTTY === true
  let last = now()
  let told = false
  return {
    onEvents(events, of) {
      if (now() - last < EVERY_MS) return
      last = now()
      told = true
      const text = `${done} ${events.toLocaleString('en')} of ${of.toLocaleString('en')} events`
      io.stderr.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`)
    },
    end() {
      if (told && isTerminal) io.stderr.write('\r\u001b[K')
    },
  }
}
