import test from 'ava'
import { killDevnet } from './kill-devnet.ts'

test('a devnet killed 20 times has whole blocks and all that it acknowledged, once', (t) =>
  killDevnet(t, 20))
