import { posix } from 'node:path'
import type { RustContract } from '../../contracts/contract.ts'
import type { Found } from '../../finding.ts'
import { valueAt } from '../../manifest/manifest.ts'
import type { Repository } from '../../repository.ts'
import type { SourceText } from '../../source/source-text.ts'
import { splitRust } from '../../source/split-rust.ts'
import { pathIn } from '../../tree/tree.ts'
import type { RustRule } from '../rule.ts'
import { environmentReads } from './environment-reads.ts'
import { passedNames } from './recipe-tables.ts'

const CLOCK = /\b(?:SystemTime|Instant|Utc|Local|OffsetDateTime|Zoned|Timestamp)\s*::\s*now\w*/g
const NETWORK =
  /\b(?:reqwest|ureq|curl|hyper|isahc|attohttpc|minreq)\s*::\s*\w+|\b(?:TcpStream|UdpSocket)\s*::\s*\w+/g
const PROGRAM = /\bCommand\s*::\s*new\s*\(/g

/** Programs that say something else elsewhere or tomorrow. */
const CHANGING = ['curl', 'date', 'hostname', 'uname', 'wget', 'whoami']

export const buildScript: RustRule = {
  id: 'rust-build-script',
  severity: 'warning',
  looksFor:
    'no `build.rs`; an error for each line of one that reads a clock, the network, or an environment variable that is not in `passed_env`',
  why: 'A build script may give other results elsewhere, and what it writes goes into the contract.',
  fix: 'Commit what the script makes and remove it, or let it read nothing but files of the repository.',
  async check(contract, repository) {
    const file = scriptOf(contract, repository)
    if (file === undefined) return []
    const text = await repository.tree.read(file)
    const what = 'A program runs before the contract is compiled.'
    const found: Found[] = [{ what, file, line: 1 }]
    if (text === undefined) return found
    const source = splitRust(file, text)
    return [...found, ...readsFromOutside(source, contract), ...programs(source)]
  },
}

/** The build script: what the manifest names, else build.rs if it is there (The Cargo Book, "The build field"). */
function scriptOf({ manifest, folder }: RustContract, { tree }: Repository): string | undefined {
  const said = valueAt(manifest.value, 'package', 'build')
  if (said === false) return undefined
  const name = typeof said === 'string' ? pathIn(folder, said) : posix.join(folder, 'build.rs')
  return name !== undefined && tree.has(name) ? name : undefined
}

function readsFromOutside(source: SourceText, contract: RustContract): Found[] {
  const error = (offset: number, what: string): Found => ({
    what,
    file: source.file,
    ...source.placeOf(offset),
    severity: 'error',
  })
  const passed = passedNames(contract)
  return [
    ...[...source.code.matchAll(CLOCK)].map(({ index }) => error(index, 'It reads a clock.')),
    ...[...source.code.matchAll(NETWORK)].map(({ index }) => error(index, 'It uses the network.')),
    ...environmentReads(source)
      .filter(({ name }) => name === undefined || !passed.has(name))
      .map(({ offset, name }) =>
        error(
          offset,
          `It reads the environment: ${name ?? 'which variable, the text does not say'}.`,
        ),
      ),
  ]
}

function programs(source: SourceText): Found[] {
  return [...source.code.matchAll(PROGRAM)].map(({ index, 0: { length } }) => {
    const name = source.literalAt(index + length)?.text
    const what = `It runs ${name === undefined ? 'a program' : `"${name}"`}.`
    const found = { what, file: source.file, ...source.placeOf(index) }
    return name !== undefined && CHANGING.includes(name)
      ? { ...found, severity: 'error' as const }
      : found
  })
}
