import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { findCargo } from '../../builder/environments/cargo.ts'
import { temporaryFolder } from './support/repository.ts'

async function checkout(t: ExecutionContext, files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder(t)
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

test('the wasm of a crate is looked for by its name, in its folder and in the workspace around it', async (t) => {
  const folder = await checkout(t, {
    'Cargo.lock': '',
    'crates/my-contract/Cargo.toml':
      '# name = "no"\n[lib]\nname = "other"\n[package]\nedition = "2021"\nname = "my-contract"\n[dependencies]\nname = "1"\n',
  })
  const { isLocked, outputs } = await findCargo(folder, 'crates/my-contract')
  t.true(isLocked)
  t.is(outputs[0], 'crates/my-contract/target/near/my_contract/my_contract.wasm')
  t.true(outputs.includes('target/near/my_contract/my_contract.wasm'))
  t.true(outputs.includes('target/wasm32-unknown-unknown/release/my_contract.wasm'))
})

const NONE: [what: string, files: Record<string, string>][] = [
  ['no manifest', { a: '' }],
  ['a workspace alone', { 'Cargo.toml': '[workspace]\nmembers = ["a"]\n' }],
  ['a name that leads elsewhere', { 'Cargo.toml': '[package]\nname = "../../etc/passwd"\n' }],
  ['a manifest without end', { 'Cargo.toml': `[package]\n${'#'.repeat(1_000_001)}\nname = "a"` }],
]

for (const [what, files] of NONE) {
  test(`${what} tells no output, and no lock file`, async (t) => {
    t.deepEqual(await findCargo(await checkout(t, files), ''), { isLocked: false, outputs: [] })
  })
}
