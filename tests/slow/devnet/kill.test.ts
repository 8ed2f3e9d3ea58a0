import test from 'ava'
import { killDevnet } from '../../devnet/kill-devnet.ts'

test('a devnet killed 100 times has whole blocks and all that it acknowledged, once', (t) =>
  killDevnet(t, 100))
