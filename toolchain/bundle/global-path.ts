import type { Binding, Scope, SyntaxNode } from './syntax-tree.ts'

/** Names that lead from the global object to a value: `['Math', 'random']`. */
export type GlobalPath = readonly string[]

/**
 * Says which global value an expression is, also through constants, destructuring and
 * `globalThis`; undefined if it is none or that cannot be told from the text.
 */
export function globalPath(
  node: SyntaxNode,
  scope: Scope,
  seen: ReadonlySet<Binding> = new Set(),
): GlobalPath | undefined {
  if (node.type === 'Identifier') return pathOfName(node.name, scope, seen)
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    const key = keyOf(node.property, node.computed)
    return key === undefined ? undefined : extend(globalPath(node.object, scope, seen), key)
  }
  const last = node.type === 'SequenceExpression' ? node.expressions.at(-1) : undefined
  return last === undefined ? undefined : globalPath(last, scope, seen)
}

/** Lists what a destructuring pattern takes out of a global value, each with its own path. */
export function takenBy(
  pattern: SyntaxNode,
  from: GlobalPath,
): { node: SyntaxNode; path: GlobalPath }[] {
  if (pattern.type === 'AssignmentPattern') return takenBy(pattern.left, from)
  if (pattern.type !== 'ObjectPattern') return [{ node: pattern, path: from }]
  return pattern.properties.flatMap((property) => {
    const key =
      property.type === 'ObjectProperty' ? keyOf(property.key, property.computed) : undefined
    const path = key === undefined ? undefined : extend(from, key)
    return path === undefined || property.type !== 'ObjectProperty'
      ? []
      : takenBy(property.value, path)
  })
}

function pathOfName(
  name: string,
  scope: Scope,
  seen: ReadonlySet<Binding>,
): GlobalPath | undefined {
  const binding = scope.getBinding(name)
  if (binding === undefined) return name === 'globalThis' ? [] : [name]
  const { node: declaration, scope: outer } = binding.path
  if (!binding.constant || declaration.type !== 'VariableDeclarator') return undefined
  const { id, init } = declaration
  // `const a = b, b = a` would go round for ever.
  if (init === undefined || init === null || seen.has(binding)) return undefined
  const from = globalPath(init, outer, new Set([...seen, binding]))
  if (from === undefined) return undefined
  return takenBy(id, from).find(({ node }) => node === binding.identifier)?.path
}

function extend(path: GlobalPath | undefined, key: string): GlobalPath | undefined {
  if (path === undefined) return undefined
  return path.length === 0 && key === 'globalThis' ? [] : [...path, key]
}

/** Reads the name of a property where it stands in the text: `.now`, `['now']`. */
function keyOf(node: SyntaxNode, computed: boolean): string | undefined {
  if (node.type === 'Identifier') return computed ? undefined : node.name
  if (node.type === 'StringLiteral') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined
  }
  return undefined
}
