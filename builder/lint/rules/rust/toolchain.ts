import type { Found } from '../../finding.ts'
import { textAt } from '../../manifest/manifest.ts'
import { findUpwards } from '../../tree/tree.ts'
import type { RustRule } from '../rule.ts'

// rustup's book, "Overrides": the file without an ending comes first, and may hold nothing but a channel.
const FILES = ['rust-toolchain', 'rust-toolchain.toml']

const ONE_VERSION = /^\d+\.\d+\.\d+(?:-|$)/
const MINOR_VERSION = /^\d+\.\d+(?:-|$)/
const DATED = /^(?:nightly|beta|stable)-\d{4}-\d{2}-\d{2}(?:-|$)/

export const toolchain: RustRule = {
  id: 'rust-toolchain',
  severity: 'error',
  looksFor:
    '`rust-toolchain` or `rust-toolchain.toml` with one version; a warning if there is none',
  why: 'Another compiler gives other code, and rustup takes the newest of a channel that names no version.',
  fix: 'Commit a rust-toolchain.toml whose channel is the full version that the image has, such as "1.86.0".',
  async check({ folder, manifest }, { tree, manifests }) {
    const file = findUpwards(tree, folder, FILES)
    if (file === undefined) {
      const what = 'No rust-toolchain file says which compiler this is for.'
      return [{ what, file: manifest.file, line: 1, severity: 'warning' }]
    }
    const text = await tree.read(file)
    if (text === undefined) return []
    if (file.endsWith('rust-toolchain') && !/^\s*\[/m.test(text)) {
      return problem(text.trim(), file, 1)
    }
    const parsed = await manifests.read(file)
    if (parsed === undefined) return []
    const line = parsed.lineOf('toolchain', 'channel')
    return problem(textAt(parsed.value, 'toolchain', 'channel'), file, line)
  },
}

function problem(channel: string | undefined, file: string, line: number): Found[] {
  if (channel === undefined) return [{ what: 'It names no channel.', file, line }]
  if (ONE_VERSION.test(channel) || DATED.test(channel)) return []
  if (MINOR_VERSION.test(channel)) {
    const what = `The channel "${channel}" leaves the third number open.`
    return [{ what, file, line, severity: 'warning' }]
  }
  return [{ what: `The channel "${channel.slice(0, 40)}" names no version.`, file, line }]
}
