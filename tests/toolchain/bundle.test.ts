import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import test from 'ava'
import { createPackageResolver } from '../../toolchain/bundle/within-package.ts'
import { bundle } from '../../toolchain/index.ts'
import { greeterEntry, probeEntry, temporaryFolder } from './support/folders.ts'

test('a bundle is one module with the methods as its exports and no imports', async (t) => {
  const { code, exports, intrinsics } = await bundle(probeEntry)
  t.true(exports.includes('calculate'))
  t.is(intrinsics, 'minimal')
  t.notRegex(code, /^import /m)
})

test('a decorated contract exports its class and one function a method', async (t) => {
  const { exports, intrinsics } = await bundle(greeterEntry)
  t.deepEqual(exports, ['Greeter', 'get_greeting', 'init', 'set_greeting'])
  t.is(intrinsics, undefined)
})

test('a configuration of babel or TypeScript beside the contract changes nothing', async (t) => {
  const source = 'export const greet = (name: string): string => name.trim()\n'
  const folder = await write(await temporaryFolder(t), { 'a/contract.ts': source })
  const { code } = await bundle(join(folder, 'a/contract.ts'))
  await write(folder, {
    'b/contract.ts': source,
    'b/.babelrc': '{"plugins": ["no-such-plugin"]}',
    'b/babel.config.json': '{"comments": false, "minified": true}',
    'b/tsconfig.json': '{"compilerOptions": {"target": "es5"}}',
    'b/package.json': '{"browserslist": "ie 6", "type": "commonjs"}',
  })
  t.is((await bundle(join(folder, 'b/contract.ts'))).code, code)
})

test('line ends of another system change nothing', async (t) => {
  const lines = [
    '// @countersign intrinsics=minimal',
    '/* A comment',
    '   of two lines */',
    'export const greet = (): string => `one',
    'two`',
    '',
  ]
  const folder = await write(await temporaryFolder(t), {
    'unix.ts': lines.join('\n'),
    'windows.ts': lines.join('\r\n'),
  })
  const unix = await bundle(join(folder, 'unix.ts'))
  t.is(unix.intrinsics, 'minimal')
  t.deepEqual(await bundle(join(folder, 'windows.ts')), unix)
})

test('files of a package are found with what the nearest package.json says', async (t) => {
  const root = join(await temporaryFolder(t), 'node_modules')
  await write(root, {
    'pure/package.json': '{"sideEffects": false}',
    'pure/a.js': '',
    'pure/lib/b.js': '',
    'pure/nested/package.json': '{"type": "module"}',
    'pure/nested/c.js': '',
    '@scope/listed/package.json': '{"sideEffects": ["a.js"]}',
    '@scope/listed/a.js': '',
  })
  const resolve = createPackageResolver()
  const at = (path: string) => join(root, path)
  t.deepEqual(await resolve('./lib/b.js', at('pure/a.js')), {
    id: at('pure/lib/b.js'),
    moduleSideEffects: false,
  })
  t.deepEqual(await resolve('../nested/c.js', at('pure/lib/b.js')), {
    id: at('pure/nested/c.js'),
    moduleSideEffects: null,
  })
  t.is(await resolve('./a.js', at('@scope/listed/b.js')), undefined)
  t.is(await resolve('./missing.js', at('pure/a.js')), undefined)
  t.is(await resolve('./lib/b', at('pure/a.js')), undefined)
  t.is(await resolve('pure/a.js', at('pure/a.js')), undefined)
  t.is(await resolve('./a.js', join(root, '../contract.js')), undefined)
})

async function write(folder: string, files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}
