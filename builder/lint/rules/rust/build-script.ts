import type { RustContract } from '../../contracts/contract.ts'
import type { Found } from '../../finding.ts'
import type { SourceText } from '../../source/source-text.ts'
import { splitRust } from '../../source/split-rust.ts'
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
    'no `build.rs`, in the contract and crates of the repository that it has in it; an error for each line of one that reads a clock, the network, or an environment variable that is not in `passed_env`',
  why: 'A build script may give other results elsewhere, and what it writes goes into the contract.',
  fix: 'Commit what the script makes and remove it, or let it read nothing but files of the repository.',
  async check(contract, { tree }) {
    const found: Found[] = []
    for (const { buildScript: file } of contract.packages) {
      if (file === undefined) continue
      found.push({ what: 'A program runs before the contract is compiled.', file, line: 1 })
      const text = await tree.read(file)
      if (text === undefined) continue
      const source = splitRust(file, text)
      found.push(...readsFromOutside(source, contract), ...programs(source))
    }
    return found
  },
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
