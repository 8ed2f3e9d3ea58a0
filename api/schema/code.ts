import { andThen } from '../caches/maybe-promise.ts'
import { readHash } from './arguments.ts'
import { attestationConnection, readAttestations } from './attestation-connection.ts'
import { builder } from './builder.ts'
import { pageArgs, pageComplexity } from './connection.ts'
import { POLICY, policyInput } from './policy.ts'
import { codeRef } from './refs.ts'
import { verdictType } from './verdict.ts'

builder.node(codeRef, {
  description: 'Code by its hash, wherever it may run.',
  id: { resolve: ({ hash }) => hash },
  fields: (t) => ({
    hash: t.expose('hash', { type: 'Hash', description: 'sha256 of all bytes of the wasm.' }),
    verdict: t.field({
      type: verdictType,
      nullable: true,
      description: 'Whether this code has enough matching independent attestations.',
      args: { policy: t.arg({ type: policyInput, required: true, description: POLICY }) },
      complexity: 20,
      resolve: ({ hash }, { policy }, { policies, verdicts }) =>
        andThen(policies.read(policy), (read) => verdicts.onCode(read, hash)),
    }),
    attestations: t.field({
      type: attestationConnection,
      nullable: true,
      description: 'Attestations that state this hash, newest first.',
      args: pageArgs,
      complexity: pageComplexity,
      resolve: ({ hash }, page, context) => readAttestations(context, page, { codeHash: hash }),
    }),
  }),
})

builder.queryField('code', (t) =>
  t.field({
    type: codeRef,
    nullable: true,
    description: 'Code by its hash; it need not be attested or deployed anywhere.',
    args: { hash: t.arg({ type: 'Hash', required: true, description: 'The code hash.' }) },
    resolve: (_, { hash }) => ({ hash: readHash('hash', hash) }),
  }),
)
