import type { Logger } from 'pino'
import type { IndexerStatus } from '../../indexer/index.ts'
import type { Io } from '../io.ts'
import { durationText, type Rate, rateOf, type Sample } from './rate.ts'

export type Progress = {
  /** For the logger: what is written here does not run into the line of progress. */
  stderr: NodeJS.WritableStream
  /** Tells how far the indexer is, until `end`. */
  begin(status: () => IndexerStatus, logger: Pick<Logger, 'info'>): void
  end(): void
}

const ON_TERMINAL_MS = 1_000
// Ten seconds: often enough to see that it moves, seldom enough for a log that is kept.
const IN_LOG_MS = 10_000
// The rate is that of the last half minute.
const RATE_MS = 30_000

/** Tells on stderr how a mirror catches up: on a terminal in one line that is written over, else in log lines. */
export function createProgress(io: Io, now = () => performance.now()): Progress {
  const isTerminal = (io.stderr as { isTTY?: boolean }).isTTY === true
  const samples: Sample[] = []
  let timer: NodeJS.Timeout | undefined
  let isDrawn = false

  const clear = () => {
    if (isDrawn) io.stderr.write('\r\u001b[K')
    isDrawn = false
  }

  const tell = (status: IndexerStatus, logger: Pick<Logger, 'info'>) => {
    const { indexedHeight, chainHeight, state } = status
    clear()
    if (indexedHeight === null || chainHeight === null || state !== 'catching_up') {
      samples.length = 0
      return
    }
    const sample = { at: now(), height: indexedHeight }
    samples.push(sample)
    while ((samples[0]?.at ?? sample.at) < sample.at - RATE_MS) samples.shift()
    const rate = rateOf(samples[0] ?? sample, sample, chainHeight)
    if (isTerminal) {
      io.stderr.write(lineOf(status, rate))
      isDrawn = true
    } else {
      const { lag, seq } = status
      const perSecond = Math.round(rate.perSecond * 10) / 10
      const left = rate.secondsLeft === null ? null : durationText(rate.secondsLeft)
      logger.info({ height: indexedHeight, lag, seq, perSecond, left }, 'catching up')
    }
  }

  const write = (text: string | Uint8Array): boolean => {
    clear()
    return io.stderr.write(text)
  }
  return {
    stderr: isTerminal ? Object.assign(Object.create(io.stderr), { write }) : io.stderr,
    begin(status, logger) {
      timer = setInterval(() => tell(status(), logger), isTerminal ? ON_TERMINAL_MS : IN_LOG_MS)
      timer.unref()
    },
    end() {
      clearInterval(timer)
      clear()
    },
  }
}

function lineOf({ indexedHeight, chainHeight, lag, seq }: IndexerStatus, rate: Rate): string {
  const left = rate.secondsLeft === null ? '' : `, ${durationText(rate.secondsLeft)} left`
  const count = (number: number | null): string => (number ?? 0).toLocaleString('en')
  return `block ${count(indexedHeight)} of ${count(chainHeight)}, ${count(lag)} to go, ${Math.round(rate.perSecond)} a second${left}, ${count(seq)} events`
}
