import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

export type ReadText = { text: string; bytes: number } | { unread: string }

// Without waiting for whoever writes to a pipe; Windows has neither flag.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Reads a file that is one, in UTF-8 and not too large; else says why not. */
export async function readText(path: string, mostBytes: number): Promise<ReadText> {
  try {
    const file = await open(path, FLAGS)
    try {
      const found = await file.stat()
      if (!found.isFile()) return { unread: 'it is no regular file' }
      if (found.size > mostBytes) {
        return { unread: `it has ${found.size} bytes, and at most ${mostBytes} are read` }
      }
      const buffer = Buffer.alloc(found.size)
      const { bytesRead } = await file.read(buffer, 0, found.size, 0)
      const bytes = buffer.subarray(0, bytesRead)
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), bytes: bytesRead }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof TypeError) return { unread: 'it is not UTF-8' }
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { unread: `it cannot be read (${code})` }
  }
}
