import test from 'ava'
import { killIndexer } from '../../indexer/kill-indexer.ts'

test('an indexer killed 1,000 times loses nothing and has nothing twice', (t) =>
  killIndexer(t, { kills: 1_000, blocks: 15_000, auditEvery: 50 }))
