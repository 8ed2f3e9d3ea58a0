import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const manifest = fileURLToPath(new URL('generator/Cargo.toml', import.meta.url))

/** Gives the generator's answers to lines of its input; `kind` says of what. Compiles it first if it has to. */
export async function askNearcore(kind: string, lines: Iterable<string>): Promise<unknown[]> {
  const child = spawn('cargo', ['run', '--quiet', '--manifest-path', manifest, '--', kind], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const answers: unknown[] = []
  const ended = once(child, 'exit')
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout }))
      answers.push(JSON.parse(line))
  })()
  for (const line of lines) {
    if (!child.stdin.write(`${line}\n`)) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  await reading
  const [code] = await ended
  if (code !== 0) throw new Error(`The generator of nearcore's vectors ended with ${code}.`)
  return answers
}
