import { createInterface } from 'node:readline'
import type { Io } from '../io.ts'

/** Asks the user to type `word`; throws if anything else is typed, or if there is nobody to ask. */
export async function confirm(io: Io, warning: string, word: string): Promise<void> {
  if (io.stdin.isTTY !== true) {
    throw new Error(
      `${warning} There is no terminal to ask on, so nothing is done; give --yes if it is meant.`,
    )
  }
  io.stderr.write(`${warning}\nType ${word} to go on: `)
  // In its plain mode readline leaves the terminal as it is, Ctrl-C included.
  const lines = createInterface({ input: io.stdin, terminal: false, signal: io.signal })
  try {
    const { value, done } = await lines[Symbol.asyncIterator]().next()
    if (done === true) io.stderr.write('\n')
    if (done !== true && value.trim() === word) return
  } finally {
    lines.close()
  }
  throw new Error(`${word} was not typed, so nothing is done.`)
}
