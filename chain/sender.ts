import { type Action, actions, KeyPairSigner, PublicKey } from 'near-api-js'
import type { Logger } from 'pino'
import { type AccountId, readAccountId } from '../protocol/account-id.ts'
import { ChainError } from './errors.ts'
import { readSecretKey } from './keys.ts'
import { type Outcome, readOutcome } from './outcome.ts'
import type { Rpc } from './rpc.ts'
import { createSubmit } from './submit.ts'

/** Signs transactions of one account with one key and sends them. */
export type Sender = {
  accountId: AccountId
  publicKey: string
  /** Sends any actions to one receiver; `did` says in messages what for. */
  send(receiverId: AccountId, actions: Action[], did: string): Promise<Outcome>
  /** Calls a method. Gas is in gas units, the deposit in yocto; `args` are sent as JSON unless they are bytes. */
  call(call: FunctionCall & { contractId: AccountId }): Promise<Outcome>
  /** Deploys code on the sender's own account and, in the same transaction, calls a method of it. */
  deploy(deployment: { code: Uint8Array; init?: FunctionCall }): Promise<Outcome>
  /** Removes access keys of the sender's own account, all of them or none; its own key may be among them. */
  deleteKeys(publicKeys: readonly string[]): Promise<Outcome>
  /** Creates an account below the sender's, or, with the registrar's help, below a top-level one. */
  createAccount(account: {
    accountId: AccountId
    publicKey: string
    balance: bigint
  }): Promise<Outcome>
  /** Sends yocto. */
  transfer(receiverId: AccountId, amount: bigint): Promise<Outcome>
}

export type FunctionCall = {
  method: string
  args?: Record<string, unknown> | Uint8Array
  gas?: bigint
  deposit?: bigint
}

// A third of what one transaction may have (300 Tgas), as near-api-js and near-cli take by default.
const DEFAULT_GAS = 100_000_000_000_000n
// `create_account` of the `near` and `testnet` registrars; near-api-js attaches the same.
const REGISTRAR_GAS = 60_000_000_000_000n

/** Makes a sender for an account; throws a ChainError if the secret key is none. */
export function createSender({
  rpc,
  accountId,
  secretKey,
  logger,
}: {
  rpc: Rpc
  accountId: AccountId
  secretKey: string
  logger?: Pick<Logger, 'debug'>
}): Sender {
  readAccountId(accountId, 'account_id')
  const signer = new KeyPairSigner(readSecretKey(secretKey))
  const publicKey = readSecretKey(secretKey).getPublicKey()
  const submit = createSubmit({ rpc, accountId, signer, publicKey, logger })

  const send: Sender['send'] = async (receiverId, sent, did) => {
    readAccountId(receiverId, 'receiver_id')
    return readOutcome(await submit(receiverId, sent, did), did)
  }

  return {
    accountId,
    publicKey: publicKey.toString(),
    send,
    call: ({ contractId, ...call }) =>
      send(contractId, [callAction(call)], `\`${call.method}\` on ${contractId}`),
    deploy: ({ code, init }) => {
      const deployment = [actions.deployContract(code)]
      if (init !== undefined) deployment.push(callAction(init))
      return send(accountId, deployment, `Deploying ${code.length} bytes on ${accountId}`)
    },
    deleteKeys: (publicKeys) => {
      const deletions = publicKeys.map((key) => actions.deleteKey(PublicKey.fromString(key)))
      return send(accountId, deletions, `Removing ${publicKeys.join(', ')} from ${accountId}`)
    },
    createAccount: (account) => {
      const did = `Creating ${account.accountId}`
      const [receiverId, creation] = creationOf(accountId, account)
      return send(receiverId, creation, did)
    },
    transfer: (receiverId, amount) =>
      send(receiverId, [actions.transfer(amount)], `Sending ${amount} yocto to ${receiverId}`),
  }
}

function callAction({ method, args = {}, gas = DEFAULT_GAS, deposit = 0n }: FunctionCall): Action {
  return actions.functionCall(method, args, gas, deposit)
}

function creationOf(
  creator: AccountId,
  { accountId, publicKey, balance }: Parameters<Sender['createAccount']>[0],
): [receiverId: AccountId, actions: Action[]] {
  readAccountId(accountId, 'account_id')
  if (accountId.endsWith(`.${creator}`)) {
    const key = actions.addFullAccessKey(PublicKey.fromString(publicKey))
    return [accountId, [actions.createAccount(), actions.transfer(balance), key]]
  }
  const labels = accountId.split('.')
  if (labels.length !== 2) {
    throw new ChainError(
      'INVALID_REQUEST',
      `${creator} cannot create ${accountId}: an account creates accounts below itself, or name.near through near.`,
    )
  }
  const args = { new_account_id: accountId, new_public_key: publicKey }
  const call = callAction({ method: 'create_account', args, gas: REGISTRAR_GAS, deposit: balance })
  return [labels[1] as string, [call]]
}
