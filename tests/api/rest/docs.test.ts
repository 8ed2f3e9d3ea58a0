import { readFile } from 'node:fs/promises'
import test from 'ava'
import { BUILD_TYPE, FAILED_REBUILD, VERDICT_FIELD, VERIFIER } from '../../../api/in-toto/uris.ts'
import { idOf, recipeOf } from '../mirror.ts'
import { documented } from './documented.ts'
import { get } from './get.ts'
import { GOOD } from './stage.ts'

const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')

const rest = await read('docs/rest.md')
const inToto = await read('docs/in-toto.md')

const EXAMPLE = /```sh\ncurl '(?<url>[^']+)'\n```\n```(?:nd)?json\n(?<json>.*?)```/gs

for (const [page, text] of Object.entries({ 'docs/rest.md': rest, 'docs/in-toto.md': inToto })) {
  const examples = [...text.matchAll(EXAMPLE)].map(({ groups = {} }) => groups)

  test(`${page} has examples, each with its answer`, (t) => {
    t.true(examples.length >= 3)
    t.is(text.split('\ncurl ').length - 1, examples.length)
  })

  for (const { url = '', json = '' } of examples) {
    test(`${url} answers what ${page} says`, async (t) => {
      const { pathname, search } = new URL(url)
      const answer = await get(await documented(t), `${pathname}${search}`)
      if (pathname.endsWith('.ndjson')) t.is(answer.text, json)
      else t.deepEqual(JSON.parse(answer.text), JSON.parse(json), answer.text)
    })
  }
}

test('the badge of docs/rest.md says verified, and leads to its reasons', async (t) => {
  const [, badge = '', link = ''] = /\[!\[countersign\]\((.*?)\)\]\((.*?)\)/.exec(rest) ?? []
  const all = await documented(t)
  const at = async (url: string) => get(all, url.replace('http://127.0.0.1:4000', ''))
  t.regex((await at(badge)).text, /^<svg .*aria-label="countersign: verified"/)
  t.like((await at(link)).json, { verdict: { status: 'VERIFIED' } })
})

test('docs/rest.md lists every path that there is', async (t) => {
  const { json } = await get(await documented(t), '/v1/nothing')
  const [, list = ''] = /There is (\/.*)\.$/.exec((json.error as { message: string }).message) ?? []
  const paths = list.split(', ')
  t.true(paths.length >= 10)
  for (const path of paths) t.true(rest.includes(`\`${path}\``), path)
})

const caches: [row: string, path: string][] = [
  ['`/v1/contracts`', '/v1/contracts/app.near'],
  ['`/v1/code`', `/v1/code/${GOOD}`],
  ['`/v1/attestations`', '/v1/attestations/1'],
  ['`…/vsa`', `/v1/code/${GOOD}/vsa?anyone=1`],
  ['`/v1/recipes`', `/v1/recipes/${idOf(recipeOf('dapp'))}`],
  ['`…/provenance`', '/v1/attestations/1/provenance'],
  ['`/badge`', '/badge/app.near.svg?anyone=1'],
  ['`unknown` ', '/badge/app.near.svg'],
  ['`/v1/status`', '/v1/status'],
]

for (const [row, path] of caches) {
  test(`docs/rest.md tells how long ${path} may be kept`, async (t) => {
    const { headers } = await get(await documented(t), path)
    const [, seconds = ''] =
      /^public, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '') ?? []
    const said = seconds === '86400' ? '1 day' : `${seconds} s`
    const [, section = ''] = rest.split('## Caches')
    const line = section.split('\n').find((one) => one.startsWith('|') && one.includes(row))
    t.true(line?.includes(said), `${said}: ${line}`)
  })
}

test('docs/rest.md names every code of its own and every status', async (t) => {
  const codes = [...(await read('api/rest/error-answer.ts')).matchAll(/^ {2}([A-Z_]+): (\d+),$/gm)]
  t.true(codes.length >= 7)
  for (const [, code = '', status = ''] of codes) {
    const row = rest.split('\n').find((line) => line.startsWith(`| ${status} |`))
    t.true(row?.includes(`\`${code}\``), `${code} ${status}`)
  }
})

for (const uri of [BUILD_TYPE, FAILED_REBUILD, VERDICT_FIELD, VERIFIER]) {
  test(`${uri} leads to where docs/in-toto.md defines it`, (t) => {
    const [page = '', anchor = ''] = uri.split('#')
    t.true(page.endsWith('/blob/main/docs/in-toto.md'))
    const section = inToto
      .split('\n## ')
      .find((one) => one.split('\n', 1)[0]?.toLowerCase().replaceAll(' ', '-') === anchor)
    t.true(section?.includes(`\`${uri}\``))
  })
}
