import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql'
import './scalars.ts'
import './attestation-connection.ts'
import './builder-account.ts'
import './code.ts'
import './conflict.ts'
import './contract.ts'
import './deployment-connection.ts'
import './global-code.ts'
import './node.ts'
import './operator.ts'
import './policy.ts'
import './published-policy.ts'
import './recipe-connection.ts'
import './search.ts'
import './source-connection.ts'
import './status.ts'
import './subscription.ts'
import { builder } from './builder.ts'

/** The schema that the API answers by. */
export const schema: GraphQLSchema = builder.toSchema()

/** Writes the schema in GraphQL's language, sorted, as Biome formats it; `api/schema.graphql` holds it. */
export function printSdl(): string {
  const sdl = printSchema(lexicographicSortSchema(schema))
  return `${sdl.replace(/^( *)"""(.+)"""$/gm, '$1"""\n$1$2\n$1"""')}\n`
}
