import { textsAt } from '../../manifest/manifest.ts'
import type { RustRule } from '../rule.ts'
import { recipeTables } from './recipe-tables.ts'

export const locked: RustRule = {
  id: 'rust-locked',
  severity: 'warning',
  looksFor: '`--locked` in `container_build_command`',
  why: 'Without it cargo may change what Cargo.lock says, and builds with that.',
  fix: 'Add "--locked" to container_build_command.',
  check(contract) {
    return recipeTables(contract).flatMap(({ table, path }) => {
      const command = textsAt(table, 'container_build_command')
      const isLocked = command.some((word) => /(?:^|\s)--(?:locked|frozen)(?:\s|$)/.test(word))
      if (command.length === 0 || isLocked) return []
      const line = contract.manifest.lineOf(...path, 'container_build_command')
      const what = 'container_build_command has no --locked.'
      return [{ what, file: contract.manifest.file, line }]
    })
  },
}
