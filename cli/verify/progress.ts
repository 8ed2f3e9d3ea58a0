import type { OnStage, StageName } from '../../builder/index.ts'
import type { Io } from '../io.ts'

const DOING: Readonly<Record<StageName, string>> = {
  image: 'getting the image',
  source: 'fetching the source',
  dependencies: 'fetching the dependencies',
  build: 'building',
  output: 'comparing',
}

const EVERY_MS = 1_000

export type Progress = { onStage: OnStage; end: () => void }

/** Tells on stderr which stage runs and for how long: on a terminal in one line that is written over, else a line a stage. */
export function createProgress(io: Io, now = () => performance.now()): Progress {
  const isTerminal = (io.stderr as { isTTY?: boolean }).isTTY === true
  let current: { stage: StageName; since: number } | undefined
  let timer: NodeJS.Timeout | undefined

  const text = ({ stage, since }: { stage: StageName; since: number }): string =>
    `${DOING[stage]} (${Math.round((now() - since) / 1_000)} s)`
  const draw = (): void => {
    if (current !== undefined) io.stderr.write(`\r\u001b[K${text(current)}`)
  }
  const finish = (): void => {
    clearInterval(timer)
    if (current === undefined) return
    io.stderr.write(isTerminal ? `\r\u001b[K${text(current)}\n` : `${text(current)}\n`)
    current = undefined
  }

  return {
    onStage: (stage) => {
      finish()
      current = { stage, since: now() }
      if (!isTerminal) return
      draw()
      timer = setInterval(draw, EVERY_MS)
    },
    end: finish,
  }
}
