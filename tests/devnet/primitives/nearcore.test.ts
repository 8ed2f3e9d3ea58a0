import { readFileSync } from 'node:fs'
import test from 'ava'
import { DevnetError } from '../../../devnet/errors.ts'
import type { PrimitiveRequest } from '../../vectors/nearcore/cases/primitives.ts'
import { devnetAnswers } from './devnet-answers.ts'

type Vector = { request: PrimitiveRequest; answer: Record<string, unknown> }

const file = new URL('../../vectors/nearcore/primitives.json', import.meta.url)
const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(file, 'utf8'))

/** Compares what devnet says at all; what it does not know of an answer is left out. */
const compare = test.macro((t, op: string) => {
  const own = vectors.filter(({ request }) => request.op === op)
  t.true(own.length > 0)
  for (const { request, answer } of own) {
    const given = devnetAnswer(request)
    const known = Object.entries(answer).filter(([name]) => name === 'refused' || name in given)
    t.deepEqual(given, Object.fromEntries(known), JSON.stringify(request).slice(0, 300))
  }
})

function devnetAnswer(request: PrimitiveRequest): object {
  try {
    return devnetAnswers[request.op]?.(request) ?? {}
  } catch (error) {
    if (error instanceof DevnetError && REFUSALS.includes(error.code)) return { refused: true }
    throw error
  }
}

const REFUSALS: readonly string[] = ['MALFORMED_BORSH', 'MALFORMED_TEXT']

test('transactions are read, hashed, measured and shown as by nearcore', compare, 'transaction')
test('actions are read, written and shown as by nearcore', compare, 'action')
test('receipts are written and shown as by nearcore', compare, 'receipt')
test('ids and random seeds are derived as by nearcore', compare, 'ids')
test('account ids are told from other texts as by nearcore', compare, 'accountId')
test('public keys are read from text as by nearcore', compare, 'publicKey')
test('Merkle roots and paths are those of nearcore', compare, 'merkle')
test('the tree over blocks grows as that of nearcore', compare, 'tree')
test('outcomes are hashed as by nearcore', compare, 'outcome')
test('block headers are hashed as by nearcore', compare, 'header')
test('approvals sign what nearcore signs', compare, 'approval')
test('block producers are hashed as by nearcore', compare, 'producers')

test('every question of the vectors is asked', (t) => {
  t.deepEqual(
    [...new Set(vectors.map(({ request }) => request.op))].sort(),
    Object.keys(devnetAnswers).sort(),
  )
})
