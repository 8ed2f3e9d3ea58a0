import test from 'ava'
import { JAVASCRIPT, PACKAGE } from './support/contracts.ts'
import { type Files, findingsOf } from './support/repository.ts'

function manifest(from: string, to: string): Files {
  return { 'package.json': PACKAGE.replace(from, to) }
}

const INSTALLS = JSON.stringify(
  {
    packages: {
      '': { hasInstallScript: true },
      'node_modules/near-sdk-js': { hasInstallScript: true },
      'node_modules/a/node_modules/@b/c': { hasInstallScript: true },
    },
  },
  null,
  2,
)

const good: [title: string, files: Files][] = [
  ['a complete contract', {}],
  ['another lock file', { 'package-lock.json': undefined, 'yarn.lock': '' }],
  ['a commit of near-sdk-js', manifest('2.0.0', `github:near/near-sdk-js#${'a'.repeat(40)}`)],
  [
    'install scripts that are not run',
    { '.npmrc': 'fund=false\nignore-scripts=true\n', 'package-lock.json': INSTALLS },
  ],
]
for (const [title, files] of good) {
  test(`nothing is found in ${title}`, async (t) => {
    t.deepEqual(await findingsOf(t, { ...JAVASCRIPT, ...files }), [])
  })
}

const bad: [title: string, files: Files, expected: string[]][] = [
  [
    'no lock file',
    { 'package-lock.json': undefined },
    ['javascript-lock-file error package.json:1'],
  ],
  [
    'an ignored lock file',
    { '.gitignore': 'package-lock.json\n' },
    ['javascript-lock-file error package-lock.json:1'],
  ],
  [
    'a range of near-sdk-js',
    manifest('2.0.0', '^2.0.0'),
    ['javascript-sdk-version warning package.json:5'],
  ],
  ['any near-sdk-js', manifest('2.0.0', 'latest'), ['javascript-sdk-version error package.json:5']],
  [
    'no engines',
    manifest('"engines": { "node": ">=24" },', ''),
    ['javascript-engines warning package.json:1'],
  ],
  ['any Node', manifest('>=24', '*'), ['javascript-engines warning package.json:3']],
  [
    'its own install scripts',
    manifest('"engines"', '"scripts": {\n    "postinstall": "node get.js"\n  },\n  "engines"'),
    ['javascript-install-scripts warning package.json:4'],
  ],
  [
    'install scripts of dependencies',
    { 'package-lock.json': INSTALLS },
    ['javascript-install-scripts warning package-lock.json:2'],
  ],
  [
    'builds of dependencies that pnpm locks',
    {
      'package-lock.json': undefined,
      'pnpm-lock.yaml': 'packages:\n  /a@1.0.0:\n    requiresBuild: true\n',
    },
    ['javascript-install-scripts warning pnpm-lock.yaml:3'],
  ],
]
for (const [title, files, expected] of bad) {
  test(`it is found: ${title}`, async (t) => {
    t.deepEqual(await findingsOf(t, { ...JAVASCRIPT, ...files }), expected)
  })
}
