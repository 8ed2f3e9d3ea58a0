// What the specifications ask for in words beside the types that their protobuf definitions have. Each rule names its section.

const TYPE_URI = {
  // spec/v1/field_types.md, "TypeURI" and "ResourceURI": RFC 3986, scheme and authority in lower case.
  type: 'string',
  format: 'uri',
  pattern: '^[a-z][a-z0-9+.-]*:(//[^A-Z/]*(/|$)|[^/]|/[^/])',
}

// spec/v1/field_types.md, "Timestamp": RFC 3339 in UTC.
const TIMESTAMP = { type: 'string', format: 'date-time', pattern: 'Z$' }

const DIGEST_SET = {
  // spec/v1/digest_set.md, "sha256 …" and "gitCommit …": lower-case hexadecimal digits.
  type: 'object',
  minProperties: 1,
  properties: {
    sha256: { pattern: '^[0-9a-f]{64}$' },
    gitCommit: { pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$' },
  },
}

const RESOURCE = {
  // spec/v1/resource_descriptor.md, "Fields": one of uri, digest or content at a minimum.
  anyOf: [{ required: ['uri'] }, { required: ['digest'] }, { required: ['content'] }],
  properties: { uri: TYPE_URI, digest: DIGEST_SET, name: { minLength: 1 } },
}

/** spec/v1/statement.md, "Fields". */
export const STATEMENT_RULES = {
  required: ['_type', 'subject', 'predicateType', 'predicate'],
  properties: {
    _type: { const: 'https://in-toto.io/Statement/v1' },
    // "Set of software artifacts that the attestation applies to", and validation (docs/validation.md) rejects a Statement none of
    // whose subjects matches.
    subject: { minItems: 1, items: { ...RESOURCE, required: ['digest'] } },
    predicateType: TYPE_URI,
  },
}

/** slsa.dev/spec/v1.2/build-provenance, "Provenance", "BuildDefinition", "RunDetails", "Builder", "BuildMetadata". */
export const PROVENANCE_RULES = {
  required: ['buildDefinition', 'runDetails'],
  properties: {
    buildDefinition: {
      required: ['buildType', 'externalParameters'],
      properties: {
        buildType: TYPE_URI,
        externalParameters: { minProperties: 1 },
        resolvedDependencies: { items: RESOURCE },
      },
    },
    runDetails: {
      required: ['builder'],
      properties: {
        builder: { required: ['id'], properties: { id: TYPE_URI } },
        metadata: {
          properties: {
            invocationId: { minLength: 1 },
            startedOn: TIMESTAMP,
            finishedOn: TIMESTAMP,
          },
        },
        byproducts: { items: RESOURCE },
      },
    },
  },
}

/** slsa.dev/spec/v1.2/verification_summary, "Fields" and "SlsaResult (String)". */
export const SUMMARY_RULES = {
  required: ['verifier', 'resourceUri', 'policy', 'verificationResult', 'verifiedLevels'],
  properties: {
    verifier: { required: ['id'], properties: { id: TYPE_URI } },
    timeVerified: TIMESTAMP,
    resourceUri: TYPE_URI,
    // "The entry MUST contain a `uri`" and "SHOULD contain a `digest`".
    policy: { ...RESOURCE, required: ['uri', 'digest'] },
    // "Each entry MUST contain a `digest`".
    inputAttestations: { items: { ...RESOURCE, required: ['digest'] } },
    verificationResult: { enum: ['PASSED', 'FAILED'] },
    // Levels of a track, properties, `FAILED`, or values of one's own that do not begin with SLSA_.
    verifiedLevels: {
      minItems: 1,
      items: { pattern: '^(SLSA_[A-Z]+_LEVEL_([0-9]|UNEVALUATED)|FAILED|(?!SLSA_).+)$' },
    },
  },
  // "or "FAILED" if policy verification failed".
  if: { properties: { verificationResult: { const: 'FAILED' } } },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word
  then: { properties: { verifiedLevels: { const: ['FAILED'] } } },
}
