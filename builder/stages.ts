/** What a rebuild does, in this order; a stage that is not needed is left out. */
export type StageName = 'image' | 'source' | 'dependencies' | 'build' | 'output'

/** Told when a stage begins. */
export type OnStage = (stage: StageName) => void

/** Milliseconds that each stage took. */
export type StageTimes = Partial<Record<StageName, number>>

export type Stages = {
  run: <T>(stage: StageName, work: () => Promise<T>) => Promise<T>
  times: StageTimes
}

/** Makes a keeper of stages and of the time that they take. */
export function createStages(onStage: OnStage | undefined, now: () => number): Stages {
  const times: StageTimes = {}
  return {
    times,
    run: async (stage, work) => {
      onStage?.(stage)
      const start = now()
      try {
        return await work()
      } finally {
        times[stage] = Math.round(now() - start)
      }
    },
  }
}
