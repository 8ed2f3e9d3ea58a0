import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import test, { type ExecutionContext } from 'ava'
import { get } from '../get.ts'
import { attested } from '../stage.ts'

const docs = await readFile(new URL('../../../../docs/rest.md', import.meta.url), 'utf8')
const [, script = ''] = /```js\n(\/\/ node check-events\.mjs.*?)```/s.exec(docs) ?? []

/** Runs the script of docs/rest.md on what a server sends; returns what it prints, or the message that it ends with. */
async function check(t: ExecutionContext, answer: string): Promise<string> {
  const server = createServer((_, response) => response.end(answer))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const folder = await mkdtemp(join(tmpdir(), 'countersign-docs-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'check-events.mjs')
  await writeFile(file, script)
  const url = `http://127.0.0.1:${port}/v1/events.ndjson`
  try {
    return (await promisify(execFile)(process.execPath, [file, url])).stdout
  } catch (error) {
    const { stderr } = error as { stderr: string }
    return /Error: (.*)/.exec(stderr)?.[1] ?? stderr
  }
}

test('the script of docs/rest.md finds the head that the mirror has', async (t) => {
  const all = await attested(t)
  const { text } = await get(all, '/v1/events.ndjson')
  const { json } = await get(all, '/v1/status')
  t.is(await check(t, text), `9 events, head ${String(json.head)}\n`)
})

test('it finds what was altered, left out, moved or cut off', async (t) => {
  const { text } = await get(await attested(t), '/v1/events.ndjson')
  const lines = text.trimEnd().split('\n')
  const without = (i: number) => lines.filter((_, at) => at !== i).join('\n')
  const end = '\n'
  t.regex(await check(t, text.replace('beta.near', 'zeta.near')), /event 3 leads to another head/)
  t.is(await check(t, without(4) + end), 'after event 4 comes event 6')
  t.is(await check(t, without(9) + end), 'the export was cut off after event 9')
  t.is(await check(t, lines.slice(0, 3).join('\n') + end), 'the export was cut off after event 3')
  t.is(
    await check(t, '{"error":{"code":"X","message":"Something went wrong."}}\n'),
    'Something went wrong.',
  )
})
