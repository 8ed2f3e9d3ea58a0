import { isMachinePath } from '../../source/absolute-path.ts'
import type { SourceText } from '../../source/source-text.ts'
import type { PythonSourceRule } from '../rule.ts'

/** What NEAR's page on reproducible builds calls system-specific code. */
const SYSTEM: readonly [what: string, pattern: RegExp][] = [
  ['the operating system', /\b(?:os\s*\.\s*(?:name|uname|environ|getenv)|sys\s*\.\s*platform)\b/g],
  ['the platform', /\bplatform\s*\.\s*\w+|^[ \t]*(?:import|from)[ \t]+platform\b/gm],
  ['the locale', /\blocale\s*\.\s*\w+|^[ \t]*(?:import|from)[ \t]+locale\b/gm],
  [
    'a clock',
    /\btime\s*\.\s*(?:time|time_ns|localtime|gmtime|strftime|monotonic|perf_counter)\b|\b(?:datetime|date)\s*\.\s*(?:now|utcnow|today)\b/g,
  ],
]

/** Names that are imported on their own. */
const IMPORTED: readonly [what: string, pattern: RegExp][] = [
  [
    'the operating system',
    /^[ \t]*from[ \t]+os[ \t]+import[^\n]*\b(?:name|uname|environ|getenv)\b/gm,
  ],
  ['the operating system', /^[ \t]*from[ \t]+sys[ \t]+import[^\n]*\bplatform\b/gm],
  ['a clock', /^[ \t]*from[ \t]+time[ \t]+import\b/gm],
]

export const systemCode: PythonSourceRule = {
  id: 'python-system-code',
  severity: 'warning',
  looksFor:
    'no `os.name`, `sys.platform`, `platform`, `locale`, clocks (`time.time`, `datetime.now`) and absolute paths',
  why: 'It depends on the machine: nearc runs in one, and the contract in another that has none of this.',
  fix: 'Use what near-sdk-py gives, such as the time of the block, and paths relative to the project.',
  checkSource(source) {
    return [...SYSTEM, ...IMPORTED]
      .flatMap(([what, pattern]) =>
        [...source.code.matchAll(pattern)].map(({ index, 0: said }) => {
          const offset = index + said.search(/\S/)
          return { offset, what: `${oneLine(said)} asks for ${what}.` }
        }),
      )
      .concat(paths(source))
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, what }) => ({ what, file: source.file, ...source.placeOf(offset) }))
  },
}

function paths(source: SourceText): { offset: number; what: string }[] {
  return source.literals
    .filter(({ text }) => isMachinePath(text))
    .map(({ text, offset }) => ({
      offset,
      what: `"${text.slice(0, 80)}" is a path of a machine.`,
    }))
}

const oneLine = (said: string): string => said.trim().replaceAll(/\s+/g, ' ').slice(0, 80)
