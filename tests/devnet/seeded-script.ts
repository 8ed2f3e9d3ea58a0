// Sends the same transactions to a seeded node and prints its block hashes: `seeded-script.ts <seed> [<home>] [restart]`.

import type { Action } from 'near-api-js'
import { actions, createTransaction, KeyPair, KeyPairSigner, PublicKey } from 'near-api-js'
import { createNode, keyFromName } from '../../devnet/index.ts'
import { decodeHash } from '../../devnet/primitives/hash.ts'
import { allBlocks } from './support/chain-content.ts'
import { TGAS, utf8 } from './support/client.ts'
import { compileText, NOTE_CONTRACT } from './support/contract.ts'

const [seed = '', home, restart] = process.argv.slice(2)
const open = () => createNode({ seed, ...(home ? { home } : {}) })
let node = open()

const keyOf = (name: string) =>
  KeyPair.fromString(keyFromName(name).secretKey as `ed25519:${string}`)

async function send(name: string, receiverId: string, list: Action[]): Promise<void> {
  const key = keyOf(name)
  const head = node.blocks.head().header
  const publicKey = key.getPublicKey()
  const known = node.stateAt(head.height).get('accessKey', name, publicKey.toString())
  const nonce = (known?.nonce ?? 0n) + 1n
  const blockHash = decodeHash(head.hash)
  const transaction = createTransaction(name, publicKey, receiverId, nonce, list, blockHash)
  const { signedTransaction } = await new KeyPairSigner(key).signTransaction(transaction)
  const submitted = node.submit(signedTransaction.encode())
  if (!submitted.accepted) throw new Error(JSON.stringify(submitted.error))
  // How long a client takes for its next request must not matter.
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
  if (restart) {
    node.close()
    node = open()
  }
}

const note = 'note.test.near'
await send('test.near', note, [
  actions.createAccount(),
  actions.transfer(10n ** 25n),
  actions.addFullAccessKey(PublicKey.from(keyOf(note).getPublicKey().toString())),
])
await send(note, note, [actions.deployContract(compileText(NOTE_CONTRACT))])
const call = (method: string, args: string) =>
  send('test.near', note, [actions.functionCall(method, utf8(args), 100n * TGAS, 0n)])
await call('set', 'kept')
await call('gather', note)
await call('fail', 'lost')
node.produceBlock({ skipHeights: 10 })
await call('pay', 'test.near')
process.stdout.write(JSON.stringify(allBlocks(node).map(({ header }) => header.hash)))
node.close()
