import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { explain } from '../../../builder/explain/index.ts'
import { type BuildMode, build } from '../../../toolchain/index.ts'
import { engineCacheDir, makeFolder, removeFolder } from '../../toolchain/support/folders.ts'

// Contracts of near-sdk-js share the engine, which is most of their code: what differs is in the data.

let folder: string
test.before(async () => {
  folder = await makeFolder()
})
test.after.always(() => removeFolder(folder))

const { serial } = test

for (const mode of ['preinitialised', 'stock'] as const) {
  serial(`another text in a ${mode} contract is found in its data`, async (t) => {
    const { reasons, functions } = explain(
      await compiled(mode),
      await compiled(mode, { greeting: 'HELLO' }),
    )
    t.is(reasons[0]?.code, 'TEXTS_DIFFER')
    t.true(JSON.stringify(reasons[0]).includes('HELLO'))
    t.is(functions.same, functions.count.a)
  })

  serial(
    `another expression in a ${mode} contract shows as other data, without a guess`,
    async (t) => {
      const { reasons } = explain(
        await compiled(mode),
        await compiled(mode, { expression: '7 * 6' }),
      )
      t.deepEqual(
        reasons.map(({ code, sure }) => `${sure} ${code}`),
        ['likely DATA_DIFFERS'],
      )
    },
  )

  serial(`another commit in the metadata of a ${mode} contract is named`, async (t) => {
    const { reasons } = explain(await compiled(mode), await compiled(mode, { commit: 'fedcba98' }))
    t.regex(reasons[0]?.code ?? '', /^(ONLY_METADATA|METADATA_DIFFERS)$/)
    t.like(reasons[0], {
      fields: [
        {
          field: 'build_info.source_code_snapshot',
          a: 'git+https://github.com/acme/greeter?rev=01234567',
          b: 'git+https://github.com/acme/greeter?rev=fedcba98',
        },
      ],
    })
  })
}

serial('the same contract built both ways has other functions', async (t) => {
  const { reasons } = explain(await compiled('preinitialised'), await compiled('stock'))
  t.true(reasons.some(({ code }) => code === 'FUNCTIONS_CHANGED'))
  t.false(reasons.some(({ code }) => code === 'METADATA_DIFFERS'))
})

type Changed = { greeting?: string; expression?: string; commit?: string }

async function compiled(mode: BuildMode, changed: Changed = {}): Promise<Uint8Array> {
  const { greeting = 'hello', expression = '6 * 7', commit = '01234567' } = changed
  const metadata = JSON.stringify({
    version: '1.0.0',
    link: 'https://github.com/acme/greeter',
    standards: [{ standard: 'nep330', version: '1.2.0' }],
    build_info: { source_code_snapshot: `git+https://github.com/acme/greeter?rev=${commit}` },
  })
  const name = [mode, greeting, expression, commit].join('-').replaceAll(/\W/g, '_')
  await mkdir(join(folder, name), { recursive: true })
  const entry = join(folder, name, 'contract.js')
  await writeFile(
    entry,
    `// @countersign intrinsics=minimal
import { near } from 'near-sdk-js'
let times = 0
export const greet = () => near.valueReturn('${greeting}')
export const count = () => near.valueReturn(String((times + 1) * ${expression}))
export const contract_source_metadata = () => near.valueReturn('${metadata}')
`,
  )
  return (await build({ entry, cacheDir: folder, engineCacheDir, mode })).wasm
}
