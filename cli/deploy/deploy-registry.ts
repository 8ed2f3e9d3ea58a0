import { callView, createSender, type Rpc, viewStatus } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { CodeHash } from '../../protocol/code-hash.ts'
import type { Io } from '../io.ts'
import type { Network } from '../networks.ts'
import { type AccountState, readAccount, storedCodeBytes } from './account.ts'
import { requireAffordable, requireSendable } from './afford.ts'
import { confirm } from './confirm.ts'
import { expectedHash, readRegistryCode } from './registry-code.ts'
import { keysToRemove, readSigningKey } from './signing-key.ts'
import { untilSeen } from './until-seen.ts'

export type DeployWish = {
  network: Network
  accountId: AccountId
  keyFile: string | undefined
  /** File with the compiled registry; undefined: it is compiled. */
  wasm: string | undefined
  /** Folder for what compiling can use again. */
  cache: string
  /** Remove the full-access key that signs. */
  lock: boolean
  /** With `lock`: remove the others too. */
  allKeys: boolean
  /** Do not ask. */
  yes: boolean
}

export type Deployed = {
  accountId: AccountId
  chainId: string
  codeHash: CodeHash
  /** null: the code was there already. */
  transactionHash: string | null
  removedKeys: string[]
  /** Full-access keys that the account has now; with none nobody can change its code. */
  fullAccessKeys: string[]
}

/**
 * Puts the registry on an account, and with `lock` takes away what could change it again.
 *
 * Everything that can be checked is checked, and asked, before the first transaction; keys are removed only once the account is seen to run
 * the registry. Where all is as wanted already, nothing is done.
 */
export async function deployRegistry(io: Io, rpc: Rpc, wish: DeployWish): Promise<Deployed> {
  const { accountId, lock } = wish
  const chainId = await readChainId(rpc, wish.network)
  const codeHash = await expectedHash()
  const before = await readAccount(rpc, accountId)
  const there = runs(before, codeHash)
  const done = { accountId, chainId, codeHash, transactionHash: null, removedKeys: [] }
  if (there && (!lock || before.fullAccessKeys.length === 0)) {
    return { ...done, fullAccessKeys: before.fullAccessKeys }
  }

  const keys = await readSigningKey(io, before, { keyFile: wish.keyFile, chainId })
  const removedKeys = lock ? keysToRemove(before, keys.publicKey, wish.allKeys) : []
  const code = there ? undefined : await readRegistryCode(io, { ...wish, expected: codeHash })
  if (code !== undefined) {
    requireSendable(code)
    requireAffordable(before, code, await storedCodeBytes(rpc, accountId))
  }
  io.stderr.write(plan(before, { chainId, codeHash, code, removedKeys }))
  const warning = warningOf(before, { replaces: !there && before.codeHash !== null, lock })
  if (warning !== undefined && !wish.yes) await confirm(io, warning, accountId)

  const sender = createSender({ rpc, accountId, secretKey: keys.secretKey })
  const transactionHash =
    code === undefined ? null : (await sender.deploy({ code })).transactionHash
  const deployed = await seen(io, rpc, accountId, (account) => runs(account, codeHash))
  if (!runs(deployed, codeHash)) {
    throw new Error(
      `${accountId} runs ${deployed.codeHash} after transaction ${transactionHash}, not the registry ${codeHash}. No key was removed.`,
    )
  }
  await callView(rpc, accountId, 'get_head')
  if (lock) await sender.deleteKeys(removedKeys)
  const { fullAccessKeys } = await seen(
    io,
    rpc,
    accountId,
    (account) => !lock || account.fullAccessKeys.length === 0,
  )
  if (lock && fullAccessKeys.length > 0) {
    throw new Error(`${accountId} still has full-access keys: ${fullAccessKeys.join(', ')}.`)
  }
  return { accountId, chainId, codeHash, transactionHash, removedKeys, fullAccessKeys }
}

async function readChainId(rpc: Rpc, { chainId: wanted, rpc: urls }: Network): Promise<string> {
  const { chain_id: found } = await viewStatus(rpc)
  if (wanted === null || found === wanted) return found
  throw new Error(
    `The RPC at ${urls.map((url) => new URL(url).origin).join(', ')} is one of the chain ${found}, not of ${wanted}. Nothing is done; check --network and --rpc.`,
  )
}

/** Tells whether the account runs this code, and no other account can exchange it. */
const runs = ({ codeHash, borrowed }: AccountState, wanted: CodeHash): boolean =>
  codeHash === wanted && !borrowed

const seen = (io: Io, rpc: Rpc, accountId: AccountId, wanted: (a: AccountState) => boolean) =>
  untilSeen(() => readAccount(rpc, accountId), wanted, io.signal)

function plan(
  { accountId, codeHash: current }: AccountState,
  {
    chainId,
    codeHash,
    code,
    removedKeys,
  }: { chainId: string; codeHash: CodeHash; code: Uint8Array | undefined; removedKeys: string[] },
): string {
  const steps = [
    code === undefined
      ? `  the registry ${codeHash} is there already`
      : `  deploy the registry ${codeHash}, ${code.length} bytes, ${current === null ? 'where no code is yet' : `in place of ${current}`}`,
    ...removedKeys.map((key) => `  remove the full-access key ${key}`),
  ]
  return `On ${chainId}, at ${accountId}:\n${steps.join('\n')}\n`
}

function warningOf(
  { accountId }: AccountState,
  { replaces, lock }: { replaces: boolean; lock: boolean },
): string | undefined {
  const parts = [
    replaces ? `The code that runs at ${accountId} is replaced; what it stored stays there.` : '',
    lock
      ? `Without a full-access key nobody, you included, can ever again change the code of ${accountId}, delete it or move its NEAR.`
      : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? undefined : parts.join(' ')
}
