import test from 'ava'
import { checkChain } from '../../indexer/chain-check.ts'
import { checkNotBehind, isNext } from '../../indexer/continuity.ts'
import { checkHead } from '../../indexer/head-check.ts'
import type { Block } from '../../indexer/index.ts'
import { cursorOf, positionOf } from '../../indexer/position.ts'
import { encodeBase58 } from '../../protocol/base58.ts'
import { emptyChain } from '../../protocol/hash-chain.ts'
import { madeUpChain } from './made-up-chain.ts'

const { blocks } = madeUpChain([[], [], []])
const [first, second, third] = blocks as [Block, Block, Block]

test('a block is next if it names the last one, and again if it is the last one', (t) => {
  t.true(isNext(null, second))
  t.true(isNext(first, second))
  t.false(isNext(first, first))
})

test('a block that does not follow is refused with both hashes', (t) => {
  const error = t.throws(() => isNext(first, third), { code: 'FORK' })
  t.true(error?.message.includes(first.hash))
  t.true(error?.message.includes(second.hash))
})

test('a last block that is another one now is refused with both hashes', (t) => {
  const error = t.throws(() => isNext(first, { ...first, hash: 'other' }), { code: 'FORK' })
  t.like(error, { details: { expected: first.hash, found: 'other' } })
})

test('a block from before is refused', (t) => {
  t.throws(() => isNext(third, { ...first, prevHash: third.hash }), { code: 'FORK' })
})

test('a source may end some blocks before the database, but not far before', (t) => {
  const last = { ...first, height: 1_000 }
  t.notThrows(() => checkNotBehind(null, 0))
  t.notThrows(() => checkNotBehind(last, 900))
  t.throws(() => checkNotBehind(last, 899), {
    code: 'SOURCE_BEHIND',
    message: /goes to block 1000, but the source ends at block 899/,
  })
})

test('a cursor reads back as the position that it was made from', (t) => {
  const subject = { network: 'testnet', registry: 'registry.near' }
  const chain = { seq: 7, head: new Uint8Array(32).fill(9) }
  const cursor = { ...cursorOf(subject, first, chain), data_version: 7 }
  t.deepEqual(positionOf(cursor, subject).chain, chain)
  t.like(positionOf(cursor, subject).block, { height: first.height, hash: first.hash })
  t.deepEqual(positionOf(undefined, subject), { block: null, chain: emptyChain() })
})

test('a database about another network or registry is refused with both names', (t) => {
  const subject = { network: 'testnet', registry: 'registry.near' }
  const cursor = { ...cursorOf(subject, first, emptyChain()), data_version: 0 }
  t.throws(() => positionOf(cursor, { ...subject, network: 'mainnet' }), {
    code: 'WRONG_NETWORK',
    message: /testnet, not mainnet/,
  })
  t.throws(() => positionOf(cursor, { ...subject, registry: 'other.near' }), {
    code: 'WRONG_REGISTRY',
    message: /registry\.near, not other\.near/,
  })
})

test('another witness of another chain, or with another block, stops', (t) => {
  const said = { chainId: 'testnet', hash: first.hash }
  t.notThrows(() => checkChain('testnet', first, said))
  t.notThrows(() => checkChain('testnet', first, { ...said, hash: null }))
  t.notThrows(() => checkChain('testnet', null, { ...said, hash: null }))
  t.throws(() => checkChain('mainnet', first, said), {
    code: 'WRONG_NETWORK',
    message: /is of the chain testnet, not mainnet/,
  })
  const error = t.throws(() => checkChain('testnet', second, said), { code: 'FORK' })
  t.true(error?.message.includes(first.hash) && error.message.includes(second.hash))
})

const chain = { seq: 5, head: new Uint8Array(32).fill(1) }
const head = encodeBase58(chain.head)

test('heads that agree, or cannot be compared, are no reason to stop', (t) => {
  t.notThrows(() => checkHead(chain, 100, { seq: 5, head }))
  t.notThrows(() => checkHead(chain, 100, { seq: 6, head: 'later' }))
  t.notThrows(() => checkHead(chain, 100, { seq: 6, head: 'later', block_height: 99 }))
  t.notThrows(() => checkHead(chain, 100, { seq: 4, head: 'earlier', block_height: 101 }))
})

test('another head after the same event stops, and so do hidden and invented events', (t) => {
  const says = (message: RegExp) => ({ code: 'HEAD_MISMATCH', message })
  t.throws(() => checkHead(chain, 100, { seq: 5, head: 'other' }), says(/head is other/))
  const hidden = { seq: 6, head: 'later', block_height: 97 }
  t.throws(() => checkHead(chain, 100, hidden), says(/had 6 events in block 97, but only 5/))
  const invented = { seq: 4, head: 'earlier', block_height: 103 }
  t.throws(() => checkHead(chain, 100, invented), says(/had 4 events in block 103, but 5/))
})
