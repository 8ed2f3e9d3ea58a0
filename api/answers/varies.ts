import {
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/**
 * What an answer depends on, beside the question and the mirror's data: nothing, the block that the mirror has come to, or what only
 * the answer itself shows, as it was read from NEAR.
 */
export type Varies = 'data' | 'block' | 'answer'

const ORDER: readonly Varies[] = ['data', 'block', 'answer']

/** Tells what the answer to a document may depend on, by what its fields and their types say of themselves (`varies`). */
export function variesOf(schema: GraphQLSchema, document: DocumentNode): Varies {
  const info = new TypeInfo(schema)
  let most: Varies = 'data'
  const take = (varies: unknown) => {
    const known = ORDER.find((one) => one === varies)
    if (known !== undefined && ORDER.indexOf(known) > ORDER.indexOf(most)) most = known
  }
  visit(
    document,
    visitWithTypeInfo(info, {
      Field() {
        const parent = info.getParentType()
        if (isObjectType(parent)) take(parent.extensions.varies)
        take(info.getFieldDef()?.extensions.varies)
      },
    }),
  )
  return most
}
