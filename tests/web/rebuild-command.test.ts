import test from 'ava'
import { rebuildCommand } from '../../web/rebuild-command.ts'

test('what a contract states itself needs only its account', (t) => {
  const command = rebuildCommand({
    subject: { account: 'dapp.near' },
    chainId: 'mainnet',
    recipe: null,
  })
  t.is(command, 'countersign verify dapp.near --network mainnet')
})

test('a recipe that a builder states is written to a file first', (t) => {
  const command = rebuildCommand({
    subject: { account: 'dapp.near' },
    chainId: 'localnet',
    recipe: `{"build_command":["sh","-c","it's"]}`,
  })
  t.is(
    command,
    `printf %s '{"build_command":["sh","-c","it'\\''s"]}' > recipe.json\ncountersign verify dapp.near --network devnet --recipe recipe.json`,
  )
})

test('code is named by its hash, and an unknown network by an RPC of the reader’s', (t) => {
  const command = rebuildCommand({
    subject: { codeHash: 'H1' },
    chainId: 'elsewhere',
    recipe: null,
  })
  t.is(command, 'countersign verify --code-hash H1 --rpc "$NEAR_RPC"')
})
