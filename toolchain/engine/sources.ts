import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ToolchainError } from '../errors.ts'
import { packageFolder } from '../packages.ts'
import { patchSources, type SourceTree } from './patch.ts'

const QUICKJS_FOLDER = 'deps/quickjs_2021_03_27'

/** Reads the C sources of the engine: QuickJS, near-sdk-js's glue and our own files, in one flat folder. */
export async function readEngineSources(): Promise<SourceTree> {
  const tree: SourceTree = {}
  await addSources(tree, join(packageFolder('qjsc'), QUICKJS_FOLDER))
  await addSources(tree, join(import.meta.dirname, 'c'))
  const builder = await readText(join(packageFolder('near-sdk-js'), 'builder/builder.c'))
  tree['builder.c'] = withOurIncludes(builder)
  await patchSources(tree)
  return tree
}

async function addSources(tree: SourceTree, folder: string): Promise<void> {
  const names = await readdir(folder)
  for (const name of names.filter((file) => /\.[ch]$/.test(file)).sort()) {
    tree[name] = await readText(join(folder, name))
  }
}

/** Reads a text with the line ends that the repository has, whatever a checkout made of them. */
async function readText(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n')
}

/** Points builder.c's two includes, which name a path of near-sdk-js's own install, at our headers. */
function withOurIncludes(builder: string): string {
  const headers: Record<string, string> = {
    'quickjs-libc-min.h': 'near-quickjs.h',
    'libbf.h': 'libbf.h',
  }
  let text = builder
  for (const [theirs, ours] of Object.entries(headers)) {
    const include = `#include "../node_modules/near-sdk-js/lib/cli/deps/quickjs/${theirs}"`
    if (!text.includes(include)) {
      throw new ToolchainError(
        'PACKAGE_MISMATCH',
        `near-sdk-js's builder/builder.c does not include ${theirs} as version 2.0.0 does. Install the version that package-lock.json pins with npm ci.`,
        { package: 'near-sdk-js' },
      )
    }
    text = text.replace(include, `#include "${ours}"`)
  }
  return text
}
