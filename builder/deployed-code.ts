import type { CodeKind } from '../chain/index.ts'
import {
  type BlockReference,
  ChainError,
  type Rpc,
  resolveCode,
  viewCode,
  viewGlobalCode,
  viewGlobalCodeOf,
} from '../chain/index.ts'
import type { AccountId } from '../protocol/account-id.ts'
import { type CodeHash, codeHashOf } from '../protocol/code-hash.ts'
import { portableHasher } from '../protocol/portable-hasher.ts'
import { BuilderError } from './errors.ts'

/** Code that runs at an account, or that accounts can share. */
export type DeployedCode = {
  accountId: AccountId | null
  kind: CodeKind
  codeHash: CodeHash
  wasm: Uint8Array
  blockHeight: number | null
  blockHash: string | null
}

/**
 * Reads the code that runs at an account, its own or a global contract's.
 *
 * @throws BuilderError `NO_CODE`; ChainError, also if the bytes do not have the hash that the node itself gives.
 */
export async function readDeployedCode(
  rpc: Rpc,
  accountId: AccountId,
  at: BlockReference | undefined,
): Promise<DeployedCode> {
  const options = at === undefined ? {} : { at }
  const { kind, codeHash, globalAccountId, blockHeight, blockHash } = await resolveCode(
    rpc,
    accountId,
    options,
  )
  if (codeHash === null) {
    const why = kind === 'unknown_account' ? 'does not exist' : 'has no code'
    throw new BuilderError('NO_CODE', `${accountId} ${why}, so there is nothing to verify.`)
  }
  const seen = blockHash === null ? options : { at: { block_id: blockHash } }
  const view =
    kind === 'global_hash'
      ? await viewGlobalCode(rpc, codeHash, seen)
      : globalAccountId !== null
        ? await viewGlobalCodeOf(rpc, globalAccountId, seen)
        : await viewCode(rpc, accountId, seen)
  const wasm = checkedCode(view.code_base64, codeHash)
  return { accountId, kind, codeHash, wasm, blockHeight, blockHash }
}

/** Reads the code that accounts can share by its hash. */
export async function readGlobalCode(
  rpc: Rpc,
  codeHash: CodeHash,
  at: BlockReference | undefined,
): Promise<DeployedCode> {
  const view = await viewGlobalCode(rpc, codeHash, at === undefined ? {} : { at })
  return {
    accountId: null,
    kind: 'global_hash',
    codeHash,
    wasm: checkedCode(view.code_base64, codeHash),
    blockHeight: view.block_height,
    blockHash: view.block_hash,
  }
}

function checkedCode(base64: string, codeHash: CodeHash): Uint8Array {
  const wasm = new Uint8Array(Buffer.from(base64, 'base64'))
  const hash = codeHashOf(wasm, portableHasher)
  if (hash === codeHash) return wasm
  throw new ChainError(
    'BAD_ANSWER',
    `The node says that the code is ${codeHash}, and sends code whose hash is ${hash}.`,
  )
}
