import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a checkout says of a Rust contract. */
export type Cargo = {
  /** There is a lock file, so that its dependencies can be fetched before. */
  isLocked: boolean
  /** Where cargo-near and cargo leave the wasm where no recipe says it, relative to the checkout. */
  outputs: string[]
}

const MAX_MANIFEST_BYTES = 1_000_000

/** Looks for a Rust crate at the contract's path, and for the workspace around it. */
export async function findCargo(directory: string, contractPath: string): Promise<Cargo> {
  const folders = ancestors(contractPath)
  const crate = await crateName(join(directory, contractPath, 'Cargo.toml'))
  const locks = await Promise.all(
    folders.map((folder) => isFile(join(directory, folder, 'Cargo.lock'))),
  )
  return {
    isLocked: locks.includes(true),
    outputs: crate === undefined ? [] : folders.flatMap((folder) => outputsOf(folder, crate)),
  }
}

/** The rule for recipes without an output path (near-verify-rs, `output.rs`), then where plain cargo leaves it. */
function outputsOf(folder: string, crate: string): string[] {
  const file = crate.replaceAll('-', '_')
  return [
    `target/near/${file}/${file}.wasm`,
    `target/near/${file}.wasm`,
    `target/wasm32-unknown-unknown/release/${file}.wasm`,
  ].map((path) => (folder === '' ? path : `${folder}/${path}`))
}

/** The contract's folder and those above it, up to the root of the checkout: any of them may be the workspace. */
function ancestors(path: string): string[] {
  const parts = path === '' ? [] : path.split('/')
  return Array.from({ length: parts.length + 1 }, (_, up) =>
    parts.slice(0, parts.length - up).join('/'),
  )
}

/** Reads the name of the package out of a manifest; names have no other characters (cargo, `restricted_names`). */
async function crateName(manifest: string): Promise<string | undefined> {
  const size = (await stat(manifest).catch(() => undefined))?.size ?? 0
  if (size === 0 || size > MAX_MANIFEST_BYTES) return undefined
  return packageName(await readFile(manifest, 'utf8').catch(() => ''))
}

/** Finds `name` in the `[package]` table; a TOML file has a line for each, and names no other characters (cargo, `restricted_names`). */
function packageName(manifest: string): string | undefined {
  let table = ''
  for (const line of manifest.split('\n')) {
    table = /^\s*\[+([^\]]*)\]/.exec(line)?.[1]?.trim() ?? table
    const name = /^\s*name\s*=\s*["']([\w-]{1,64})["']/.exec(line)?.[1]
    if (table === 'package' && name !== undefined) return name
  }
  return undefined
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
}
