import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const EVERY_MS = 1_000
/** What a file or folder takes at least: an entry and an inode. */
const ENTRY_BYTES = 4_096

/** Adds up the sizes in a folder, holes included, until they are over a limit. Links are not followed; what vanishes meanwhile counts nothing. */
export async function folderBytes(folder: string, limitBytes: number): Promise<number> {
  let total = 0
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined && total <= limitBytes; next = waiting.pop()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => [])
    total += entries.length * ENTRY_BYTES
    for (const entry of entries) {
      const path = join(next, entry.name)
      if (entry.isDirectory()) waiting.push(path)
      else total += (await lstat(path).catch(() => undefined))?.size ?? 0
    }
  }
  return total
}

/** Looks from time to time what a build takes on disk, and calls back once if it is too much. */
export function watchDisk({
  measure,
  limitBytes,
  onExceeded,
}: {
  /** Bytes that are taken now. */
  measure: () => Promise<number>
  limitBytes: number
  onExceeded: () => void
}): { stop: () => void } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const schedule = (): void => {
    timer = setTimeout(() => void look(), EVERY_MS)
  }
  const look = async (): Promise<void> => {
    const bytes = await measure().catch(() => 0)
    if (stopped) return
    if (bytes > limitBytes) onExceeded()
    else schedule()
  }
  schedule()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
