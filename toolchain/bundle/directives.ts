import { ToolchainError } from '../errors.ts'
import type { Intrinsics } from '../types.ts'

const DIRECTIVE = /^\s*\/\/\s*@countersign\s+(?<settings>.*)$/

/**
 * Reads `// @countersign intrinsics=minimal` from the comment lines at the top of a contract's
 * entry, so that a contract's sources alone say how to build it.
 */
export function readDirectives(source: string, file: string): { intrinsics?: Intrinsics } {
  const directives: { intrinsics?: Intrinsics } = {}
  for (const line of source.split(/\r?\n/)) {
    if (!/^\s*(\/\/.*)?$/.test(line)) break
    const settings = DIRECTIVE.exec(line)?.groups?.settings
    if (settings === undefined) continue
    for (const setting of settings.trim().split(/\s+/)) {
      if (setting === 'intrinsics=minimal') directives.intrinsics = 'minimal'
      else if (setting === 'intrinsics=full') directives.intrinsics = 'full'
      else throw badDirective(setting, file)
    }
  }
  return directives
}

function badDirective(setting: string, file: string): ToolchainError {
  return new ToolchainError(
    'BAD_DIRECTIVE',
    `The @countersign comment in ${file} says ${JSON.stringify(setting)}, which the toolchain does not know. Write intrinsics=minimal or intrinsics=full.`,
    { file, setting },
  )
}
