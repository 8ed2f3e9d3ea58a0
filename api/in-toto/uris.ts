import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Source } from '../../protocol/source.ts'
import type { PolicyInput } from '../verdicts/policies.ts'

const DOCS = 'https://github.com/countersign/countersign/blob/main/docs/in-toto.md'

/** The kinds of thing that docs/in-toto.md defines; a new version of one gets a new number. */
export const BUILD_TYPE = `${DOCS}#nep-330-rebuild-v1`
export const FAILED_REBUILD = `${DOCS}#failed-rebuild-v1`
export const VERDICT_FIELD = `${DOCS}#verdict-v1`
export const VERIFIER = `${DOCS}#verifier-v1`

/** Where the registry is. */
export type Registry = { network: string; registry: AccountId }

/** Names an account as CAIP-10 does: `near:mainnet:app.near`. */
export const accountUri = (network: string, account: AccountId): string =>
  `near:${encodeURIComponent(network)}:${account}`

/** Names code by its hash, wherever it runs. */
export const codeUri = (network: string, codeHash: CodeHash): string =>
  `near:${encodeURIComponent(network)}/code:${codeHash}`

/** Names an attestation by its number in a registry. */
export const attestationUri = ({ network, registry }: Registry, seq: number): string =>
  `${accountUri(network, registry)}/attestations/${seq}`

/** Names a policy by where it is on chain, or by its digest if a reader has given it. */
export function policyUri(
  { network, registry }: Registry,
  { id }: PolicyInput,
  digest: string,
): string {
  return typeof id === 'string'
    ? `${accountUri(network, registry)}/policies/${id}`
    : `countersign:policy:${digest}`
}

// Unreserved and reserved characters of RFC 3986 that a path may hold, and escapes that are there already.
const NOT_IN_PATH = /[^\w\-.~:/@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})/gu

/** Names a commit as SPDX does: `git+https://host/path@commit`. */
export const commitUri = ({ repository, commit }: Pick<Source, 'repository' | 'commit'>): string =>
  `git+${repository.replace(NOT_IN_PATH, encodeURIComponent)}@${commit}`
