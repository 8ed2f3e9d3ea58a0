import { readFile } from 'node:fs/promises'
import test from 'ava'
import { documented } from './documented.ts'
import { get } from './get.ts'

const text = await readFile(new URL('../../../docs/rest.md', import.meta.url), 'utf8')

const EXAMPLE = /```sh\ncurl '(?<url>[^']+)'\n```\n```(?:nd)?json\n(?<json>.*?)```/gs
const examples = [...text.matchAll(EXAMPLE)].map(({ groups = {} }) => groups)

test('docs/rest.md has examples, each with its answer', (t) => {
  t.true(examples.length >= 5)
  t.is(text.split('\ncurl ').length - 1, examples.length)
})

for (const { url = '', json = '' } of examples) {
  test(`${url} answers what docs/rest.md says`, async (t) => {
    const { pathname, search } = new URL(url)
    const answer = await get(await documented(t), `${pathname}${search}`)
    if (pathname.endsWith('.ndjson')) t.is(answer.text, json)
    else t.deepEqual(answer.json, JSON.parse(json), JSON.stringify(answer.json))
  })
}

test('the badge of docs/rest.md says verified, and leads to its reasons', async (t) => {
  const [, badge = '', link = ''] = /\[!\[countersign\]\((.*?)\)\]\((.*?)\)/.exec(text) ?? []
  const all = await documented(t)
  const at = async (url: string) => get(all, url.replace('http://127.0.0.1:4000', ''))
  t.regex((await at(badge)).text, /^<svg .*aria-label="countersign: verified"/)
  t.like((await at(link)).json, { verdict: { status: 'VERIFIED' } })
})

test('docs/rest.md names every code of its own and every status', async (t) => {
  const source = await readFile(
    new URL('../../../api/rest/error-answer.ts', import.meta.url),
    'utf8',
  )
  const codes = [...source.matchAll(/^ {2}([A-Z_]+): (\d+),$/gm)]
  t.true(codes.length >= 7)
  for (const [, code = '', status = ''] of codes) {
    const row = text.split('\n').find((line) => line.startsWith(`| ${status} |`))
    t.true(row?.includes(`\`${code}\``), `${code} ${status}`)
  }
})
