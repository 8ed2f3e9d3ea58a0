import { readCodeHash } from '../../protocol/code-hash.ts'
import { ApiError } from '../errors/errors.ts'
import { readArgument } from '../schema/arguments.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { AskSchema, Question } from './ask-schema.ts'
import { ATTESTATION, RECIPE, STATUS } from './fields.ts'
import { readPositive, readQuery } from './query.ts'
import type { RestRequest, Route } from './router.ts'
import { narrow, pick, type Selection } from './selection.ts'

// Whether an attestation stands can change with any block; three seconds as for accounts.
const ATTESTATION_AGE_S = 3
// What a recipe's id names never changes, only the way it is written, with a new version of this program.
const RECIPE_AGE_S = 86_400
// The chain's height is asked for once a second.
const STATUS_AGE_S = 1

/** Makes the routes that give what the mirror has under a number or an id, and how far it has come. */
export function recordRoutes({ ask }: { ask: AskSchema }): Route[] {
  const record = async (
    request: RestRequest,
    question: Question,
    { maxAgeS, name }: { maxAgeS: number; name: string },
  ): Promise<Answer> => {
    const selection = narrow(question.selection, readQuery(request.query, ['fields', 'omit']))
    const value = await ask({ ...question, selection: nonEmpty(selection, question.selection) })
    if (value === null) throw notFound(name)
    return jsonAnswer(pick(value, selection), { maxAgeS })
  }

  return [
    {
      path: '/v1/attestations/:seq',
      answer: (request) => {
        const seq = readSeq(request)
        return record(
          request,
          { field: 'attestation', selection: ATTESTATION, args: { seq: ['Int', seq] } },
          { maxAgeS: ATTESTATION_AGE_S, name: `attestation ${seq}` },
        )
      },
    },
    {
      path: '/v1/recipes/:id',
      answer: (request) => {
        const id = readArgument('id', (field) => readCodeHash(request.params.id, field))
        return record(
          request,
          { field: 'recipe', selection: RECIPE, args: { id: ['Hash', id] } },
          { maxAgeS: RECIPE_AGE_S, name: `recipe ${id}` },
        )
      },
    },
    {
      path: '/v1/status',
      answer: (request) =>
        record(
          request,
          { field: 'status', selection: STATUS },
          { maxAgeS: STATUS_AGE_S, name: 'status' },
        ),
    },
  ]
}

// GraphQL's Int; the registry has not come near it.
const MAX_SEQ = 2 ** 31 - 1

/** Reads the number of an attestation; one that is too large for any names none. */
export function readSeq({ params }: RestRequest): number {
  const seq = readPositive(params.seq ?? '', 'seq')
  if (seq > MAX_SEQ) throw notFound(`attestation ${seq}`)
  return seq
}

/** Says that the mirror has nothing under a number or an id. */
export function notFound(what: string): ApiError {
  return new ApiError('NOT_FOUND', `The mirror has no ${what}.`, { what })
}

/** Returns the selection, or one field if everything was omitted: GraphQL has no query for nothing. */
function nonEmpty(selection: Selection, all: Selection): Selection {
  if (Object.keys(selection).length > 0) return selection
  const first = Object.keys(all).find((field) => all[field] === true)
  return first === undefined ? all : { [first]: true }
}
