import { Worker } from 'node:worker_threads'
import { discardUnfinished } from '../cache/store.ts'
import { fromPlainError, ToolchainError } from '../errors.ts'
import type { BuildEvent, BuildResult } from '../types.ts'
import type { BuildJob, WorkerMessage } from './protocol.ts'
import { createTurns } from './turns.ts'

/** Each build takes a processor and about a gigabyte. */
const takeTurn = createTurns(2)

/**
 * Runs a build in a thread of its own, so that this one goes on answering, as soon as others of this process leave room for it. The
 * thread sees no environment variables. An abort ends it at once, whatever it is doing, and what it had begun to
 * write is removed.
 */
export async function runInWorker(
  job: BuildJob,
  onProgress: (event: BuildEvent) => void,
  signal: AbortSignal | undefined,
): Promise<BuildResult> {
  const endTurn = await takeTurn(signal).catch(() => {
    throw aborted(job, signal)
  })
  try {
    return await runThread(job, onProgress, signal)
  } finally {
    endTurn()
  }
}

function runThread(
  job: BuildJob,
  onProgress: (event: BuildEvent) => void,
  signal: AbortSignal | undefined,
): Promise<BuildResult> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(aborted(job, signal))
      return
    }
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: job,
      env: {},
      execArgv: [],
      name: 'countersign-toolchain',
    })
    const ended = new Promise((resolveEnded) => worker.once('exit', resolveEnded))
    let isFinishing = false
    const finish = (settle: () => void, end = ended) => {
      if (isFinishing) return
      isFinishing = true
      signal?.removeEventListener('abort', onAbort)
      end.then(() => discard(job)).then(settle, reject)
    }
    // A thread that is done ends by itself: V8 has been seen to crash when one is ended that still compiles WebAssembly.
    const onAbort = () => finish(() => reject(aborted(job, signal)), worker.terminate())
    signal?.addEventListener('abort', onAbort, { once: true })
    worker.on('message', (message: WorkerMessage) => {
      switch (message.kind) {
        case 'progress':
          onProgress(message)
          break
        case 'done':
          finish(() => resolve(message.result))
          break
        case 'failed':
          finish(() => reject(fromPlainError(message.error)))
          break
      }
    })
    worker.on('error', (cause) => finish(() => reject(died(job, String(cause), cause))))
    worker.on('exit', (code) => finish(() => reject(died(job, `exit code ${code}`))))
  })
}

async function discard({ id, cacheDir, engineCacheDir }: BuildJob): Promise<void> {
  await discardUnfinished(cacheDir, id)
  await discardUnfinished(engineCacheDir, id)
}

function aborted({ entry }: BuildJob, signal: AbortSignal | undefined): ToolchainError {
  return new ToolchainError(
    'ABORTED',
    `The build of ${entry} was stopped before its end. Start it again; what was compiled is kept.`,
    { file: entry },
    { cause: signal?.reason },
  )
}

function died({ entry }: BuildJob, reason: string, cause?: unknown): ToolchainError {
  return new ToolchainError(
    'INTERNAL',
    `The toolchain's thread ended while it built ${entry}: ${reason}. It needs about 1 GB of memory.`,
    { file: entry },
    { cause },
  )
}
