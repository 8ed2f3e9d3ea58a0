import { type Manifest, valueAt } from '../manifest/manifest.ts'
import type { Repository } from '../repository.ts'
import type { JavascriptContract } from './contract.ts'
import { folderOf } from './folder-of.ts'

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

export const SDK = 'near-sdk-js'

/** Reads a package.json as a contract's: one that asks for near-sdk-js. */
export async function readJavascriptContract(
  { manifests }: Repository,
  file: string,
): Promise<JavascriptContract | undefined> {
  const manifest = await manifests.read(file)
  if (manifest === undefined || sdkPaths(manifest).length === 0) return undefined
  return { language: 'javascript', folder: folderOf(file), manifest }
}

/** The keys under which near-sdk-js is asked for. */
export function sdkPaths(manifest: Manifest): string[][] {
  return SECTIONS.map((section) => [section, SDK]).filter(
    (path) => valueAt(manifest.value, ...path) !== undefined,
  )
}
