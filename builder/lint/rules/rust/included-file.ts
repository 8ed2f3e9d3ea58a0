import { folderOf } from '../../contracts/folder-of.ts'
import type { Found } from '../../finding.ts'
import { pathIn } from '../../tree/tree.ts'
import { foundUncommitted } from '../committed-file.ts'
import type { RustSourceRule } from '../rule.ts'

const INCLUDE = /\binclude(?:_str|_bytes)?\s*!\s*[([{]|#\s*!?\s*\[\s*path\s*=/g

export const includedFile: RustSourceRule = {
  id: 'rust-included-file',
  severity: 'error',
  looksFor:
    'files of `include!`, `include_str!`, `include_bytes!` and `#[path]` that are in the repository',
  why: 'Nobody else has a file that is not committed, so the contract does not build there or has another file in it.',
  fix: 'Commit the file, and name it relative to the source.',
  async checkSource(source, _contract, { tree, committed }) {
    const found: Found[] = []
    for (const { index, 0: said } of source.code.matchAll(INCLUDE)) {
      const name = source.literalAt(index + said.length)?.text
      if (name === undefined) continue
      const path = pathIn(folderOf(source.file), name)
      const place = { file: source.file, ...source.placeOf(index) }
      if (path === undefined) {
        found.push({ what: `"${name.slice(0, 80)}" is outside of the repository.`, ...place })
      } else if (!tree.has(path)) {
        found.push({ what: `${path} is not in the repository.`, ...place })
      } else {
        const missing = await foundUncommitted(committed, path)
        found.push(...missing.map(({ what }) => ({ what: `${path}: ${what}`, ...place })))
      }
    }
    return found
  },
}
