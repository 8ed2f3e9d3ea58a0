import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** What a build has printed, as it is kept. */
export type KeptLog = {
  file: string
  /** sha256 of the file, 64 hexadecimal digits. */
  digest: string
  /** Bytes that were printed and not kept. */
  dropped: number
}

export type BuildLog = {
  /** Keeps a piece, or drops what is over the limit; gives false while the file cannot take more at once. */
  write: (piece: Uint8Array) => boolean
  /** Waits until the file takes more. */
  drained: () => Promise<void>
  finish: () => Promise<KeptLog>
}

/** Keeps what builds print in a file, up to a limit. Nothing of it is ever read for a result. */
export function createBuildLog(file: string, limitBytes: number): BuildLog {
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  const hash = createHash('sha256')
  let kept = 0
  let dropped = 0

  const write = (piece: Uint8Array): boolean => {
    const part = piece.subarray(0, Math.max(0, limitBytes - kept))
    dropped += piece.length - part.length
    if (part.length === 0) return true
    kept += part.length
    // A copy: the stream writes later, and the buffer may be used again.
    const bytes = Uint8Array.from(part)
    hash.update(bytes)
    return stream.write(bytes)
  }

  return {
    write,
    drained: () =>
      stream.writableNeedDrain
        ? new Promise((resolve) => stream.once('drain', resolve))
        : Promise.resolve(),
    finish: async () => {
      stream.end()
      await finished(stream)
      return { file, digest: hash.digest('hex'), dropped }
    },
  }
}
