import { type ChainHead, emptyChain } from '../../protocol/hash-chain.ts'
import { storageReadRaw, storageWriteRaw } from '../host.ts'
import { HEAD_KEY } from './keys.ts'

// Record: seq (8 bytes, big endian) ‖ head (32 bytes).
const RECORD_BYTES = 40

export function readHead(): ChainHead {
  const record = storageReadRaw(HEAD_KEY)
  if (record === null) return emptyChain()
  const view = new DataView(record.buffer, record.byteOffset)
  return { seq: Number(view.getBigUint64(0)), head: record.slice(8, RECORD_BYTES) }
}

export function writeHead(chain: ChainHead): void {
  const record = new Uint8Array(RECORD_BYTES)
  new DataView(record.buffer).setBigUint64(0, BigInt(chain.seq))
  record.set(chain.head, 8)
  storageWriteRaw(HEAD_KEY, record)
}
