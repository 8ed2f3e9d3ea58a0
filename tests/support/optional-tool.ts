import { spawnSync } from 'node:child_process'
import type { ExecutionContext, TestFn } from 'ava'

/** Declares one test after the other of a file. */
export type Declare<Context> = (
  title: string,
  run: (t: ExecutionContext<Context>) => Promise<void> | void,
) => void

/**
 * Gives the function that declares tests, or one that skips them where a command does not work and says how to get it.
 *
 * In continuous integration a missing tool is a failure: everything must have been tested there. Tests run one by one.
 */
export function testWith<Context>(
  test: TestFn<Context>,
  { command, args, install }: { command: string; args: readonly string[]; install: string },
): { test: Declare<Context>; works: boolean } {
  const works = spawnSync(command, args, { stdio: 'ignore' }).status === 0
  if (works) return { test: (title, run) => test.serial(title, run), works }
  const missing = `${command} does not work here; ${install}`
  if (process.env.CI === 'true') test(`${command} works`, (t) => t.fail(missing))
  return { test: (title, run) => test.skip(`${title} (${missing})`, run), works }
}
