import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql'
import './scalars.ts'
import './attestation-connection.ts'
import './contract.ts'
import './policy.ts'
import './status.ts'
import { builder } from './builder.ts'

/** The schema that the API answers by. */
export const schema: GraphQLSchema = builder.toSchema()

/** Writes the schema in GraphQL's language, sorted; `api/schema.graphql` holds it. */
export function printSdl(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`
}
