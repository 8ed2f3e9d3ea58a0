import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql'

const SCALARS: Readonly<Record<string, string>> = {
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  JSON: 'unknown',
}

/** Writes the TypeScript types of what GraphQL documents answer and ask for, one for each operation and fragment. */
export function printPageTypes(schema: GraphQLSchema, documents: readonly string[]): string {
  const definitions = new Map<string, string>()
  const enums = new Map<string, string>()

  const named = (type: GraphQLNamedType): string => {
    if (isEnumType(type)) {
      const values = type.getValues().map(({ name }) => `'${name}'`)
      enums.set(type.name, `export type ${type.name} = ${values.join(' | ')}`)
      return type.name
    }
    // The project's own scalars are texts but for JSON.
    return SCALARS[type.name] ?? 'string'
  }

  const output = (type: GraphQLOutputType, selections: SelectionSetNode | undefined): string => {
    if (isNonNullType(type)) return bare(type.ofType, selections)
    return `${bare(type, selections)} | null`
  }
  const bare = (type: GraphQLOutputType, selections: SelectionSetNode | undefined): string => {
    if (isListType(type)) return `(${output(type.ofType, selections)})[]`
    const inner = getNamedType(type)
    return selections === undefined ? named(inner) : object(inner, selections)
  }
  const object = (type: GraphQLNamedType, { selections }: SelectionSetNode): string => {
    const inline = selections.filter((node) => node.kind === Kind.INLINE_FRAGMENT)
    if (isUnionType(type))
      return type
        .getTypes()
        .map((one) => member(one, inline))
        .join(' | ')
    const spreads = selections.filter((node) => node.kind === Kind.FRAGMENT_SPREAD)
    const fields = selections.filter((node) => node.kind === Kind.FIELD)
    const own =
      fields.length === 0 ? [] : [`{ ${fields.map((node) => field(type, node)).join('; ')} }`]
    return [...spreads.map(({ name }) => name.value), ...own].join(' & ')
  }
  /** One type of a union: told by its name, with what is asked of it. */
  const member = (type: GraphQLNamedType, fragments: readonly InlineFragmentNode[]): string => {
    const own = fragments.filter(({ typeCondition }) => typeCondition?.name.value === type.name)
    const asked = own.map(({ selectionSet }) => object(type, selectionSet))
    return [`{ __typename: '${type.name}' }`, ...asked].join(' & ')
  }
  const field = (type: GraphQLNamedType, node: FieldNode): string => {
    const found = isObjectType(type) ? type.getFields()[node.name.value] : undefined
    if (found === undefined) throw new Error(`${type.name} has no field ${node.name.value}.`)
    return `${(node.alias ?? node.name).value}: ${output(found.type, node.selectionSet)}`
  }

  const input = (type: GraphQLInputType): string => {
    if (isNonNullType(type)) return input(type.ofType as GraphQLInputType)
    if (isListType(type)) return `readonly (${input(type.ofType)})[]`
    if (!isInputObjectType(type)) return named(getNamedType(type))
    const fields = Object.values(type.getFields()).map(
      ({ name, type: of }) =>
        `${name}${isNonNullType(of) || type.isOneOf ? '' : '?'}: ${input(of)}`,
    )
    return type.isOneOf ? fields.map((one) => `{ ${one} }`).join(' | ') : `{ ${fields.join('; ')} }`
  }

  const operation = (node: OperationDefinitionNode, root: GraphQLNamedType) => {
    const name = node.name?.value
    if (name === undefined) throw new Error('Every operation needs a name.')
    definitions.set(`${name}Answer`, object(root, node.selectionSet))
    const variables = (node.variableDefinitions ?? []).map((variable) => {
      const type = typeFromAST(schema, variable.type) as GraphQLInputType
      const optional = isNonNullType(type) ? '' : '?'
      const nullable = isNonNullType(type) ? '' : ' | null'
      return `${variable.variable.name.value}${optional}: ${input(type)}${nullable}`
    })
    if (variables.length > 0) definitions.set(`${name}Variables`, `{ ${variables.join('; ')} }`)
  }
  const fragment = (node: FragmentDefinitionNode) => {
    const type = schema.getType(node.typeCondition.name.value)
    if (type === undefined) throw new Error(`There is no type ${node.typeCondition.name.value}.`)
    definitions.set(node.name.value, object(type, node.selectionSet))
  }

  for (const node of documents.flatMap((text) => parse(text).definitions)) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragment(node)
    if (node.kind !== Kind.OPERATION_DEFINITION) continue
    const root = schema.getRootType(node.operation)
    if (root == null) throw new Error(`The schema has no ${node.operation}.`)
    operation(node, root)
  }
  const sorted = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    '// Written by scripts/write-page-types.ts from web/documents and the schema.',
    ...[...enums.values()].sort(),
    ...sorted.map(([name, type]) => `export type ${name} = ${type}`),
  ].join('\n\n')
}
