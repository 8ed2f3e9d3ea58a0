import test from 'ava'
import { isFullAccess } from '../../chain/index.ts'

const FunctionCall = { allowance: null, receiver_id: 'a.near', method_names: [] }

const permissions: [string, string | Record<string, unknown>, boolean][] = [
  ['full access', 'FullAccess', true],
  ['calls', { FunctionCall }, false],
  ['a gas key for calls', { GasKeyFunctionCall: { ...FunctionCall, balance: '1' } }, false],
  ['a gas key with full access', { GasKeyFullAccess: { balance: '1' } }, true],
  ['a kind of later days', { Anything: {} }, true],
]
for (const [what, permission, full] of permissions) {
  test(`the permission ${what} ${full ? 'counts' : 'does not count'} as full access`, (t) => {
    t.is(isFullAccess({ permission }), full)
  })
}
