import test from 'ava'
import { requireAffordable, requireSendable } from '../../cli/deploy/afford.ts'

const NEAR = 10n ** 24n
const account = {
  accountId: 'registry.near',
  storageBytes: 200n,
  codeHash: null,
  borrowed: false,
  fullAccessKeys: [],
}
const code = new Uint8Array(300_000)

test('code that fits into a transaction may be sent, and a byte more may not', (t) => {
  t.notThrows(() => requireSendable(new Uint8Array(1_571_840)))
  t.throws(() => requireSendable(new Uint8Array(1_571_841)), {
    message: /^The registry has 1571841 bytes, and a transaction takes code of at most 1571840\.$/,
  })
})

test('the balance must cover storage and gas, and what is missing is named', (t) => {
  // (200 + 300,000 + 81) bytes at 10^19 and 22.42 Tgas at 10^9 yocto.
  const needed = 300_281n * 10n ** 19n + 22_420_000_000_000n * 10n ** 9n
  t.notThrows(() => requireAffordable({ ...account, balance: needed }, code, 0))
  t.throws(() => requireAffordable({ ...account, balance: NEAR }, code, 0), {
    message:
      'registry.near has 1.0000 NEAR, but 300281 bytes of storage and the gas to deploy need up to 3.0253. Send it 2.0253 NEAR more.',
  })
})

test('code that is replaced makes room', (t) => {
  const full = { ...account, storageBytes: 300_200n, balance: 31n * (NEAR / 10n) }
  t.notThrows(() => requireAffordable(full, code, 300_000))
  t.throws(() => requireAffordable(full, code, 0), { message: /600281 bytes/ })
})
