import { assert, call, encode, initialize, NearBindgen, NearPromise, near, view } from 'near-sdk-js'
import { encodeBase58 } from './base58.ts'

// A counter that replaces its own code only with code that independent builders have got from its source.
//
// The owner stages the new wasm, then calls `upgrade`. The contract hashes what it has staged, asks the registry's `require_verified`
// under the policy that was fixed at `init`, and deploys in the callback, if the registry did not refuse.

const STAGED = encode('staged code')
const TGAS = 1_000_000_000_000n
// The registry takes 6 Tgas for a policy of three accounts and one recipe, 30 for 64 accounts.
const ASK_GAS = 60n * TGAS
// Reading, hashing and deploying 650,000 bytes takes about 90 Tgas.
const DEPLOY_GAS = 120n * TGAS

type Guard = { owner: string; registry: string; policy_id: string }

/** Takes the new wasm as it is: the input is the bytes, not JSON. Their storage is paid from the contract's own balance. */
export function stage(): void {
  const { guard } = JSON.parse(near.storageRead('STATE') ?? '{}') as { guard?: Guard }
  assert(near.predecessorAccountId() === guard?.owner, 'Only the owner may stage code.')
  const code = near.inputRaw()
  near.storageWriteRaw(STAGED, code)
  near.log(`Staged ${code.length} bytes with code hash ${codeHash(code)}`)
}

@NearBindgen({ requireInit: true })
export class GuardedCounter {
  guard: Guard = { owner: '', registry: '', policy_id: '' }
  count: number = 0

  @initialize({ privateFunction: true })
  init({ owner, registry, policy_id }: Guard): void {
    this.guard = { owner, registry, policy_id }
  }

  @call({})
  increase(): number {
    this.count += 1
    return this.count
  }

  @view({})
  get_count(): number {
    return this.count
  }

  /** Asks the registry about the staged code; `recipe_ids` are the recipes on which its builders have attested. */
  @call({})
  upgrade({ recipe_ids }: { recipe_ids: string[] }): NearPromise {
    const { owner, registry, policy_id } = this.guard
    assert(near.predecessorAccountId() === owner, 'Only the owner may upgrade.')
    const code_hash = codeHash(stagedCode())
    const question = JSON.stringify({ policy_id, code_hash, recipe_ids })
    return NearPromise.new(registry)
      .functionCall('require_verified', question, 0n, ASK_GAS)
      .then(
        NearPromise.new(near.currentAccountId()).functionCall(
          'deploy_staged',
          JSON.stringify({ code_hash }),
          0n,
          DEPLOY_GAS,
        ),
      )
  }

  /** Deploys what was verified. Private, and again by the hash: the staged code may have changed since the registry was asked. */
  @call({ privateFunction: true })
  deploy_staged({ code_hash }: { code_hash: string }): NearPromise {
    assert(registryAgreed(), `${code_hash} is not deployed; the registry's receipt says why.`)
    const code = stagedCode()
    assert(codeHash(code) === code_hash, `The staged code is no longer ${code_hash}.`)
    near.storageRemoveRaw(STAGED)
    return NearPromise.new(near.currentAccountId()).deployContract(code)
  }
}

/** Tells whether the call that this one is the callback of has succeeded. */
function registryAgreed(): boolean {
  try {
    near.promiseResult(0)
    return true
  } catch {
    return false
  }
}

function stagedCode(): Uint8Array {
  const code = near.storageReadRaw(STAGED)
  assert(code !== null, 'No code is staged.')
  return code as Uint8Array
}

const codeHash = (code: Uint8Array): string => encodeBase58(near.sha256(code))
