import { type GlobalPath, globalPath, takenBy } from './global-path.ts'
import { type Place, type SyntaxNode, visitModule } from './syntax-tree.ts'

/** A place where code reads a clock or asks for a random number. */
export type Use = {
  /** As one writes it: `Math.random`, `new Date()`. */
  name: string
  /** What a contract calls in its place. */
  instead: string
  at: Place
}

const CLOCK = 'near.blockTimestamp()'

const REFUSED: Readonly<Record<string, string>> = {
  'Math.random': 'near.randomSeed()',
  'Date.now': CLOCK,
  'performance.now': CLOCK,
  'performance.timeOrigin': CLOCK,
  'Temporal.Now': CLOCK,
}

/** Whether a text may use a clock or random numbers at all; quick, and often true of one that does not. */
export function mayUseClockOrRandom(code: string): boolean {
  return /\b(?:Date|random|performance|Temporal)\b/.test(code)
}

/**
 * Finds each use of a clock and of `Math.random` in a module of plain JavaScript, in the order of the
 * text. A `Date` made from a given time is none. What only shows when the code runs is not found.
 */
export async function findClockAndRandom(code: string): Promise<Use[]> {
  const uses: Use[] = []
  await visitModule(code, (node, scope) => {
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      uses.push(...useOf(globalPath(node, scope), node))
      return
    }
    if ('callee' in node) {
      // Without `new` it is the time of now as text, whatever the arguments.
      const asksForNow = node.type !== 'NewExpression' || node.arguments.length === 0
      if (!asksForNow || globalPath(node.callee, scope)?.join('.') !== 'Date') return
      const name = node.type === 'NewExpression' ? 'new Date()' : 'Date()'
      uses.push({ name, instead: CLOCK, at: startOf(node) })
      return
    }
    const [pattern, value] = assigned(node)
    const from = pattern?.type === 'ObjectPattern' && value ? globalPath(value, scope) : undefined
    if (pattern === undefined || from === undefined) return
    for (const taken of takenBy(pattern, from)) uses.push(...useOf(taken.path, taken.node))
  })
  return uses
}

function useOf(path: GlobalPath | undefined, node: SyntaxNode): Use[] {
  const name = path?.join('.') ?? ''
  const instead = REFUSED[name]
  return instead === undefined ? [] : [{ name, instead, at: startOf(node) }]
}

/** What is assigned to, and the value: of a declaration, an assignment or a default. */
function assigned(node: SyntaxNode): [target?: SyntaxNode, value?: SyntaxNode | null | undefined] {
  if (node.type === 'VariableDeclarator') return [node.id, node.init]
  if (node.type === 'AssignmentExpression') return [node.left, node.right]
  return node.type === 'AssignmentPattern' ? [node.left, node.right] : []
}

const startOf = ({ loc }: SyntaxNode): Place => loc?.start ?? { line: 1, column: 0 }
