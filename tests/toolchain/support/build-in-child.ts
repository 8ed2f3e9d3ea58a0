import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type * as Toolchain from '../../../toolchain/index.ts'

// Builds a contract in a process of its own and writes the wasm to a file. The toolchain comes from
// the folder that is asked for, so that it can lie anywhere.

const { values } = parseArgs({
  options: {
    toolchain: { type: 'string', default: '' },
    entry: { type: 'string', default: '' },
    cache: { type: 'string', default: '' },
    engine: { type: 'string', default: '' },
    output: { type: 'string', default: '' },
    umask: { type: 'string', default: '22' },
  },
})
process.umask(Number.parseInt(values.umask, 8))
const { build }: typeof Toolchain = await import(values.toolchain)
const { wasm, codeHash, inputHash, cached } = await build({
  entry: values.entry,
  cacheDir: values.cache,
  engineCacheDir: values.engine,
})
await writeFile(values.output, wasm)
process.stdout.write(
  JSON.stringify({
    codeHash,
    inputHash,
    cached,
    uid: process.getuid?.(),
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    offset: new Date(0).getTimezoneOffset(),
  }),
)
