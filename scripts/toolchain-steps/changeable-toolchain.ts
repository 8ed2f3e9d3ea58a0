import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A copy of the toolchain whose sources may be changed. Files are named from its folder `toolchain/`. */
export type ChangeableToolchain = {
  folder: string
  /** Replaces a piece of text that is in a file exactly once. */
  replace(file: string, from: string, to: string): Promise<void>
  write(file: string, text: string): Promise<void>
  /** Leaves out a whole patch, or the paragraph of it that begins with a remark; `kept` is what stays of that. */
  leaveOutPatch(name: string, remark?: string, kept?: string): Promise<void>
  /** Takes an object of the engine from the C library instead. */
  leaveOutObject(name: string): Promise<void>
  remove(): Promise<void>
}

/** Copies the toolchain of a repository into a temporary folder; packages are those of the repository. */
export async function copyToolchain(root: string): Promise<ChangeableToolchain> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-steps-'))
  for (const name of ['toolchain', 'package.json', 'package-lock.json']) {
    await cp(join(root, name), join(folder, name), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const pathOf = (file: string) => join(folder, 'toolchain', file)
  // Two steps may need the same change.
  const done = new Set<string>()
  const isFirst = (...change: string[]) => done.size < done.add(JSON.stringify(change)).size

  const toolchain: ChangeableToolchain = {
    folder,
    async replace(file, from, to) {
      if (!isFirst(file, from, to)) return
      const parts = (await readFile(pathOf(file), 'utf8')).split(from)
      if (parts.length !== 2) throw notThere(file, from)
      await writeFile(pathOf(file), parts.join(to))
    },
    write: (file, text) => writeFile(pathOf(file), text),
    async leaveOutPatch(name, remark, kept = '') {
      if (!isFirst(name, remark ?? '')) return
      const file = `engine/patches/${name}.patch`
      if (remark === undefined) return rm(pathOf(file))
      const paragraphs = (await readFile(pathOf(file), 'utf8')).split('\n\n')
      const left = paragraphs.map((one) => (one.startsWith(remark) ? kept : one))
      if (left.filter((one, index) => one !== paragraphs[index]).length !== 1) {
        throw notThere(file, remark)
      }
      await writeFile(pathOf(file), left.join('\n\n'))
    },
    leaveOutObject: (name) => toolchain.replace('engine/engine.ts', `  '${name}',\n`, ''),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
  return toolchain
}

const notThere = (file: string, text: string) =>
  new Error(
    `toolchain/${file} does not have exactly once: ${text.trim()}. It has changed since the step was written: change the step.`,
  )
