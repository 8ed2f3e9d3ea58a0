import type { Attestation } from '../../protocol/attestation.ts'
import { environmentDigest, type Recipe } from '../../protocol/recipe.ts'
import { sourceOf } from '../../protocol/source.ts'
import {
  type ResourceDescriptor,
  rfc3339,
  STATEMENT_TYPE,
  type Statement,
  sha256Digest,
} from './statement.ts'
import { accountUri, BUILD_TYPE, commitUri, FAILED_REBUILD } from './uris.ts'

export const PROVENANCE = 'https://slsa.dev/provenance/v1'

/** The predicate of SLSA's provenance v1 (https://slsa.dev/spec/v1.2/build-provenance); a failed rebuild's has the same fields. */
export type Provenance = {
  buildDefinition: {
    buildType: string
    externalParameters: Recipe
    internalParameters: Pick<Attestation, 'platform' | 'network' | 'provenance'>
    resolvedDependencies: ResourceDescriptor[]
  }
  runDetails: {
    builder: { id: string; version: Record<string, string> }
    metadata: { invocationId: string; finishedOn: string }
    byproducts?: ResourceDescriptor[]
  }
}

/** An attestation with what its Statement says beside it. */
export type Attested = {
  attestation: Attestation
  recipe: Recipe
  /** Receipt that recorded it. */
  receiptId: string
  network: string
}

/**
 * Writes an attestation as a Statement: `built` as SLSA provenance of the code, `failed` as a failed rebuild of the source.
 *
 * Provenance says that something was produced and names it as its subject, so it has no way to say that nothing was. The Statement
 * depends on nothing that can still change: its bytes, and so its digest, stay the same.
 */
export function rebuildStatement(attested: Attested): Statement<Provenance> {
  const { code_hash } = attested.attestation
  const predicate = provenanceOf(attested)
  if (code_hash === null) {
    const subject = [sourceDescriptor(attested.recipe)]
    return { _type: STATEMENT_TYPE, subject, predicateType: FAILED_REBUILD, predicate }
  }
  const subject = [{ name: code_hash, digest: sha256Digest(code_hash) }]
  return { _type: STATEMENT_TYPE, subject, predicateType: PROVENANCE, predicate }
}

function provenanceOf({ attestation, recipe, receiptId, network }: Attested): Provenance {
  const { builder, log_digest, platform, provenance, seq, timestamp, tool } = attestation
  const nameEnd = tool.lastIndexOf('/')
  return {
    buildDefinition: {
      buildType: BUILD_TYPE,
      externalParameters: recipe,
      internalParameters: { platform, network: attestation.network, provenance },
      resolvedDependencies: [
        sourceDescriptor(recipe),
        { name: recipe.build_environment, digest: { sha256: environmentDigest(recipe) } },
      ],
    },
    runDetails: {
      builder: {
        id: accountUri(network, builder),
        version: { [tool.slice(0, nameEnd)]: tool.slice(nameEnd + 1) },
      },
      metadata: { invocationId: `${receiptId}/${seq}`, finishedOn: rfc3339(timestamp) },
      ...(log_digest !== null && {
        byproducts: [{ name: 'build log', digest: { sha256: log_digest } }],
      }),
    },
  }
}

function sourceDescriptor(recipe: Recipe) {
  const { repository, commit } = sourceOf(recipe)
  return { uri: commitUri({ repository, commit }), digest: { gitCommit: commit } }
}
