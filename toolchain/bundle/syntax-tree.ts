import { importFromSdk } from '../packages.ts'

// The few parts of babel's syntax tree that are looked at, since babel comes without types.

/** Where something stands in a text: lines from 1, columns from 0. */
export type Place = { line: number; column: number }

export type SyntaxNode = { loc?: { start: Place } | null } & (
  | { type: 'Identifier'; name: string }
  | { type: 'StringLiteral'; value: string }
  | {
      type: 'TemplateLiteral'
      quasis: { value: { cooked?: string | null } }[]
      expressions: SyntaxNode[]
    }
  | { type: 'SequenceExpression'; expressions: SyntaxNode[] }
  | {
      type: 'MemberExpression' | 'OptionalMemberExpression'
      object: SyntaxNode
      property: SyntaxNode
      computed: boolean
    }
  | {
      type: 'NewExpression' | 'CallExpression' | 'OptionalCallExpression'
      callee: SyntaxNode
      arguments: SyntaxNode[]
    }
  | { type: 'VariableDeclarator'; id: SyntaxNode; init?: SyntaxNode | null }
  | { type: 'AssignmentExpression' | 'AssignmentPattern'; left: SyntaxNode; right: SyntaxNode }
  | { type: 'ObjectPattern'; properties: SyntaxNode[] }
  | { type: 'ObjectProperty'; key: SyntaxNode; value: SyntaxNode; computed: boolean }
  | { type: 'RestElement' }
)

/** What a name stands for in a place of the text. */
export type Binding = {
  identifier: SyntaxNode
  /** Whether nothing assigns to it after its declaration. */
  constant: boolean
  path: { node: SyntaxNode; scope: Scope }
}

export type Scope = { getBinding(name: string): Binding | undefined }

export type Visit = (node: SyntaxNode, scope: Scope) => void

type Babel = {
  default: {
    parseAsync(code: string, options: object): Promise<object>
    traverse(tree: object, visitor: { enter(path: { node: SyntaxNode; scope: Scope }): void }): void
  }
}

/** Parses a module of plain JavaScript and visits each of its nodes in the order of the text. */
export async function visitModule(code: string, visit: Visit): Promise<void> {
  const { default: babel } = await importFromSdk<Babel>('@babel/core')
  const tree = await babel.parseAsync(code, {
    babelrc: false,
    configFile: false,
    browserslistConfigFile: false,
    sourceType: 'module',
  })
  babel.traverse(tree, { enter: ({ node, scope }) => visit(node, scope) })
}
