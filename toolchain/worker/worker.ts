import { parentPort, workerData } from 'node:worker_threads'
import { toPlainError } from '../errors.ts'
import { runBuild } from '../pipeline.ts'
import type { BuildJob, WorkerMessage } from './protocol.ts'

const send = (message: WorkerMessage) => parentPort?.postMessage(message)

const job: BuildJob = workerData
try {
  const result = await runBuild(job, (event) => send({ kind: 'progress', ...event }))
  send({ kind: 'done', result })
} catch (error) {
  send({ kind: 'failed', error: toPlainError(error) })
}
