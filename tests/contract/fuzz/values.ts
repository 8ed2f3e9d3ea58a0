import fc from 'fast-check'
import { NETWORK_MODES, PROVENANCES } from '../../../protocol/attestation.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'

// Values that the registry takes.

export const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeBase58)

export const account = fc.oneof(
  fc
    .tuple(
      fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/),
      fc.constantFrom('near', 'testnet', 'a-b.near'),
    )
    .map(([label, top]) => `${label}.${top}`),
  fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString('hex')),
)

const hex = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((digest) => Buffer.from(digest).toString('hex'))

const printable = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'abcXYZ019 -_.:/"\\[]{}'.split('')) },
  { weight: 1, arbitrary: fc.constantFrom('ö', '世', '😀', '\u00a0', '\ufeff', '\ufffd') },
)

/** Texts without control characters of at most so many bytes. */
export const text = (maxBytes: number) =>
  fc.string({ unit: printable, minLength: 1, maxLength: Math.floor(maxBytes / 4), size: 'small' })

const segment = fc.stringMatching(/^[a-z][a-z0-9_-]{0,10}$/)
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
const pair = fc.tuple(segment, segment).map((parts) => parts.join('/'))

export const recipe = fc.record({
  build_environment: fc
    .tuple(segment, hex(32))
    .map(([image, digest]) => `docker.io/${image}:1@sha256:${digest}`),
  build_command: fc.array(text(80), { minLength: 1, maxLength: 6 }),
  contract_path: fc.oneof(fc.constant(''), path),
  source_code_snapshot: fc
    .tuple(path, hex(20), fc.constantFrom('?rev=', '#'))
    .map(([repository, commit, mark]) => `git+https://example.org/a/${repository}${mark}${commit}`),
  output_wasm_path: fc.option(path.map((rest) => `/home/near/code/${rest}.wasm`)),
  link: fc.option(text(400)),
})

const result = fc.oneof(
  fc.record({ outcome: fc.constant('built' as const), code_hash: hash }),
  fc.constant({ outcome: 'failed' as const, code_hash: null }),
)

/** What `attest` takes. */
export const entry = fc
  .record({
    recipe,
    result,
    platform: pair,
    network: fc.constantFrom(...NETWORK_MODES),
    tool: pair,
    log_digest: fc.option(hex(32)),
    provenance: fc.constantFrom(...PROVENANCES),
  })
  .map(({ result: got, ...rest }) => ({ ...rest, ...got }))
