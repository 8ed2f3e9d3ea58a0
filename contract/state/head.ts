import { joinBytes } from '#encodings'
import { type ChainHead, emptyChain } from '../../protocol/hash-chain.ts'
import { storageReadRaw, storageWriteRaw } from '../host.ts'
import { HEAD_KEY } from './keys.ts'
import { getUint53, setUint53 } from './numbers.ts'

// Record: seq (8 bytes, big endian) ‖ head (32 bytes).
const HEAD_AT = 8

export function readHead(): ChainHead {
  const record = storageReadRaw(HEAD_KEY)
  if (record === null) return emptyChain()
  const view = new DataView(record.buffer, record.byteOffset)
  return { seq: getUint53(view, 0), head: record.slice(HEAD_AT) }
}

export function writeHead(chain: ChainHead): void {
  const seq = new Uint8Array(HEAD_AT)
  setUint53(new DataView(seq.buffer), 0, chain.seq)
  storageWriteRaw(HEAD_KEY, joinBytes([seq, chain.head]))
}
