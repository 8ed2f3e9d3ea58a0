import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { patchSources, readPatch, type SourceTree } from '../../../toolchain/engine/patch.ts'
import { readEngineSources } from '../../../toolchain/engine/sources.ts'
import { ToolchainError } from '../../../toolchain/errors.ts'
import { root } from '../support/folders.ts'

const folder = join(root, 'toolchain/engine/patches')

test('a patch has pieces of files, each with what was there and what is', (t) => {
  const patch = [
    'Why all of this is.',
    '@@ a.c',
    ' before',
    '-old',
    '-older',
    '+new',
    ' after',
    '',
    'Why this is, with + and - in it.',
    '@@ b.c',
    '-gone',
    '@@ a.c',
    ' \tindented',
    '+',
    '+\tput in',
    '',
  ].join('\n')
  t.deepEqual(readPatch(patch), [
    { file: 'a.c', before: 'before\nold\nolder\nafter\n', after: 'before\nnew\nafter\n' },
    { file: 'b.c', before: 'gone\n', after: '' },
    { file: 'a.c', before: '\tindented\n', after: '\tindented\n\n\tput in\n' },
  ])
})

test('an empty patch, and one of remarks alone, has no pieces', (t) => {
  t.deepEqual(readPatch(''), [])
  t.deepEqual(readPatch('Only words.\n\nMore of them.\n'), [])
})

test('each piece of the patches changes something', async (t) => {
  const pieces = (await readPatches()).flatMap(readPatch)
  t.true(pieces.length > 30)
  for (const { file, before, after } of pieces) {
    t.not(before, after)
    t.regex(before, /\S/, `${file}: ${after}`)
  }
})

test('the sources of the packages take every patch, and none of them a second time', async (t) => {
  const sources = await readEngineSources()
  t.true(sources['quickjs.c']?.includes('static BOOL js_parse_plain_string('))
  const { file, message } = await refusalOf(sources)
  t.regex(file, /\.[ch]$/)
  t.true(message.startsWith(`${file} is not as`))
})

test('a source without a piece, or with it twice, is refused and named', async (t) => {
  const [first] = (await readPatches()).flatMap(readPatch)
  if (first === undefined) return t.fail('there are no patches')
  const { file, before, after } = first
  t.is((await refusalOf({})).file, file)
  t.is((await refusalOf({ [file]: '' })).file, file)
  const twice: SourceTree = { [file]: `${before}between\n${before}` }
  t.is((await refusalOf(twice)).file, file)
  t.is(twice[file], `${before}between\n${before}`, 'the refused source is as it was')
  const once: SourceTree = { [file]: `above\n${before}below\n` }
  await refusalOf(once)
  t.is(once[file], `above\n${after}below\n`, 'the next piece is what is missing')
  t.regex((await refusalOf({})).message, /Install those with npm ci\.$/)
})

async function readPatches(): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.patch')).sort()
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
}

async function refusalOf(tree: SourceTree): Promise<{ file: string; message: string }> {
  try {
    await patchSources(tree)
  } catch (error) {
    if (error instanceof ToolchainError && error.code === 'PACKAGE_MISMATCH') {
      return { file: String(error.details.file), message: error.message }
    }
    throw error
  }
  throw new Error('The patches were taken.')
}
