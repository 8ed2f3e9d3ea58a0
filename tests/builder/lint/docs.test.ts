import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { LINT_LIMITS, RULES } from '../../../builder/lint/index.ts'
import { root } from '../../toolchain/support/folders.ts'
import { CARGO, PYPROJECT } from './support/contracts.ts'
import { lintFolder, writeRepository } from './support/repository.ts'

// docs/lint.md is held to the rules, the report and the limits; and each rule to a repository that breaks it.

const BROKEN = {
  'Cargo.toml': `${CARGO.replace('repository', '#')
    .replace('image_digest', '#')
    .replace('passed_env = []', 'passed_env = ["A"]\nunknown = 1')
    .replace(', "--locked"', '')}a = { git = "https://a.example/b", version = "*" }
[patch.crates-io]
b = { path = "../b" }
`,
  'build.rs': 'fn main() {}',
  'src/lib.rs': 'file!(); env!("A"); env!("B"); include!("/tmp/a")',
  'package.json': '{ "scripts": { "install": "a" }, "dependencies": { "near-sdk-js": "*" } }',
  'pyproject.toml': PYPROJECT.replace('==0', '>=0')
    .replace('==3', '>=3')
    .replace('[tool.b', '[tool.c')
    .replace('["nearc"]', '[]'),
  'contract.py': 'import platform\n',
  'more.py': Buffer.from([0xff]),
  'other/package.json': '{',
}

test('the table has all rules, word by word and in their order', async (t) => {
  const rows = (await section('## Rules')).filter((line) => line.startsWith('| `'))
  t.deepEqual(
    rows,
    RULES.map(({ id, severity, looksFor, why, fix }) => {
      return `| ${[`\`${id}\``, severity, looksFor, why, fix].join(' | ')} |`
    }),
  )
})

test('there is a repository that breaks every rule', async (t) => {
  const { findings } = await lintFolder(await writeRepository(t, BROKEN))
  t.deepEqual(
    [...new Set(findings.map(({ rule }) => rule))].sort(),
    RULES.map(({ id }) => id).sort(),
  )
})

test('why and fix are one sentence each', (t) => {
  for (const { why, fix } of RULES) {
    for (const text of [why, fix]) {
      t.regex(text, /[^.]\.$/)
      t.notRegex(text, /\. [A-Z]/)
    }
  }
})

test('every field of the report is described, and every one described is there', async (t) => {
  const report = await lintFolder(await writeRepository(t, BROKEN))
  const described = (await section('## The report'))
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
    .flatMap(([, path = '']) => expand(path))
  const found = Object.entries(report).flatMap(([key, value]) => {
    if (!Array.isArray(value)) return [key]
    const [first] = value as unknown[]
    const isText = first === undefined || typeof first === 'string'
    return isText ? [`${key}[]`] : Object.keys(first as object).map((name) => `${key}[].${name}`)
  })
  t.deepEqual(described.sort(), found.sort())
})

test('the limits are those of the code', async (t) => {
  const said = (await section('## Safety')).join(' ')
  const { entries, depth, contracts, fileBytes, lockFileBytes, totalBytes } = LINT_LIMITS
  const { askedOfGit, formattedBytes, timeMs, findingsPerFile, findings } = LINT_LIMITS
  const mebibytes = (bytes: number) => `${bytes / 2 ** 20} MiB`
  for (const text of [
    `${entries} files and folders, ${depth} folders deep, and ${contracts} contracts`,
    `at most ${mebibytes(fileBytes)}, of a lock file ${mebibytes(lockFileBytes)}, ${mebibytes(totalBytes)} in all`,
    `at most ${askedOfGit} files, a formatter gets sources of at most ${formattedBytes / 1024} KiB, and each may take ${timeMs / 1000} seconds`,
  ]) {
    t.true(said.includes(text), text)
  }
  const report = (await section('## The report')).join(' ')
  t.true(report.includes(`at most ${findingsPerFile} of one rule in one file`))
  t.true(report.includes(`and ${findings} in all`))
})

/** The lines of a section of docs/lint.md. */
async function section(title: string): Promise<string[]> {
  const text = await readFile(join(root, 'docs/lint.md'), 'utf8')
  const from = text.indexOf(`${title}\n`)
  const to = text.indexOf('\n## ', from)
  return text.slice(from, to < 0 ? undefined : to).split('\n')
}

/** `a.(b,c)` as `a.b` and `a.c`. */
function expand(path: string): string[] {
  const [, before = '', names] = /^(.*)\((.*)\)$/.exec(path) ?? []
  return names === undefined ? [path] : names.split(',').map((name) => `${before}${name}`)
}
