import type { Statement } from '../../protocol/attestation.ts'
import type { Verification } from '../verify/follow-subject.ts'
import { VERSION } from '../version.ts'

/** What a builder states of what it has seen: whatever was built, whether or not it is what is deployed. */
export function statementOf({ subject, followed }: Verification): Statement {
  const { result, platform, network, log } = followed
  return {
    outcome: result.outcome,
    code_hash: result.outcome === 'built' ? result.codeHash : null,
    platform,
    network,
    tool: `countersign/${VERSION}`,
    log_digest: log?.digest ?? null,
    provenance: subject.provenance,
  }
}
