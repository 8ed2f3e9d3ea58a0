import { type AccountId, readAccountId } from '../../protocol/account-id.ts'
import { type CodeHash, readCodeHash } from '../../protocol/code-hash.ts'
import { ApiError } from '../errors/errors.ts'
import { createReadStatements, type ReadStatements } from '../in-toto/read-statements.ts'
import { type ResourceDescriptor, STATEMENT_MEDIA_TYPE } from '../in-toto/statement.ts'
import { accountUri, attestationUri, codeUri, type Registry } from '../in-toto/uris.ts'
import {
  type Judged,
  summaryStatement,
  type VerificationSummary,
} from '../in-toto/verification-summary.ts'
import { readArgument } from '../schema/arguments.ts'
import type { Services } from '../services.ts'
import type { ApiVerdict } from '../verdicts/verdicts.ts'
import { type Answer, textAnswer } from './answer.ts'
import { POLICY_NAMES, policyNeeded } from './policy-query.ts'
import { readQuery } from './query.ts'
import { notFound, readSeq } from './record-routes.ts'
import type { RestRequest, Route } from './router.ts'

// A Statement on an attestation never changes, only the way it is written, with a new version of this program.
const STATEMENT_AGE_S = 86_400
// As a verdict in plain JSON.
const SUMMARY_AGE_S = 3
// Each is a look-up and a hash, 0.1 ms. A policy that names its builders comes to 64 a recipe at most; an open one may count everybody.
const MAX_INPUTS = 1_000

/** Makes the routes that write attestations and verdicts in the forms that supply-chain tools read. */
export function inTotoRoutes({ mirror, deployedCode, policies, verdicts }: Services): Route[] {
  const readStatements = createReadStatements({ mirror })

  const summary = async (
    { query }: RestRequest,
    { codeHash, accountId }: { codeHash: CodeHash; accountId?: AccountId },
  ): Promise<Answer> => {
    const policy = policyNeeded(readQuery(query, POLICY_NAMES))
    const verdict = await verdicts.onCode(await policies.read(policy), codeHash, accountId)
    const registry: Registry = await mirror.cursor()
    const uri =
      accountId === undefined
        ? codeUri(registry.network, codeHash)
        : accountUri(registry.network, accountId)
    return summaryAnswer({
      verdict: { ...verdict, code_hash: codeHash },
      policy,
      subject: { name: accountId ?? codeHash, uri },
      registry,
      inputs: await inputsOf(verdict, registry, readStatements),
    })
  }

  return [
    {
      path: '/v1/attestations/:seq/provenance',
      answer: async (request) => {
        const seq = readSeq(request)
        readQuery(request.query, [])
        const [statement] = await readStatements([seq])
        if (statement === undefined) throw notFound(`attestation ${seq}`)
        return textAnswer(statement.text, STATEMENT_MEDIA_TYPE, { maxAgeS: STATEMENT_AGE_S })
      },
    },
    {
      path: '/v1/contracts/:account/vsa',
      answer: async (request) => {
        const accountId = readArgument('account', (field) =>
          readAccountId(request.params.account, field),
        )
        const { codeHash } = await deployedCode(accountId)
        if (codeHash === null) throw nothingThere(accountId)
        return summary(request, { codeHash, accountId })
      },
    },
    {
      path: '/v1/code/:hash/vsa',
      answer: (request) => {
        const codeHash = readArgument('hash', (field) => readCodeHash(request.params.hash, field))
        return summary(request, { codeHash })
      },
    },
  ]
}

/** Lists the attestations that a verdict was made from by their Statements; undefined if they are too many, or not all are known. */
async function inputsOf(
  { supporting, dissenting, failed, open, complete }: ApiVerdict,
  registry: Registry,
  readStatements: ReadStatements,
): Promise<ResourceDescriptor[] | undefined> {
  const positions = [...supporting, ...dissenting, ...failed]
  // Whom a policy names is always looked at in full.
  if (positions.length > MAX_INPUTS || (open && !complete)) return undefined
  const seqs = positions.map(({ seq }) => seq)
  const statements = await readStatements(seqs)
  return seqs.map((seq, i) => {
    const { sha256 } = statements[i] ?? unread(seq)
    return { uri: attestationUri(registry, seq), digest: { sha256 } }
  })
}

function summaryAnswer(judged: Judged): Answer {
  const statement = summaryStatement(judged)
  return textAnswer(`${JSON.stringify(statement)}\n`, STATEMENT_MEDIA_TYPE, {
    maxAgeS: SUMMARY_AGE_S,
    tagOf: JSON.stringify(statement, withoutTimes),
  })
}

/** Leaves out the block that a verdict is good for: it moves on all the time. */
const withoutTimes = (key: string, value: unknown): unknown =>
  key === ('timeVerified' satisfies keyof VerificationSummary) || key === 'asOf' ? undefined : value

function nothingThere(accountId: AccountId): ApiError {
  return new ApiError(
    'NOT_FOUND',
    `${accountId} runs no code, so there is nothing that a summary could be about.`,
    { what: accountId },
  )
}

function unread(seq: number): never {
  throw new Error(`Attestation ${seq} counts for a verdict, but the mirror does not have it.`)
}
