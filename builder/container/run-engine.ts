import { execa } from 'execa'
import type { Engine } from './engine.ts'

export type EngineResult = { ok: boolean; stdout: string; stderr: string }

/** Runs one verb of the engine to its end; that it fails is a result. */
export async function runEngine(
  { name, options, env }: Engine,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<EngineResult> {
  const { failed, stdout, stderr } = await execa(name, [...options, ...args], {
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  })
  signal?.throwIfAborted()
  return { ok: !failed, stdout: `${stdout}`, stderr: `${stderr}` }
}
