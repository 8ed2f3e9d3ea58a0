import test from 'ava'
import { lintSarif, RULES } from '../../../builder/lint/index.ts'
import { CARGO, RUST } from './support/contracts.ts'
import { lintFolder, writeRepository } from './support/repository.ts'
import { sarifLog } from './support/sarif-schema.ts'

test('the log of a repository with findings is SARIF 2.1.0', async (t) => {
  const folder = await writeRepository(t, {
    ...RUST,
    'Cargo.lock': undefined,
    'src/lib.rs': '\nfn f() { file!() }',
    'Cargo.toml': `${CARGO}near = { path = "é ä" }\n`,
    'src/a %#?.rs': Buffer.from([0xff]),
  })
  const log = sarifLog.parse(lintSarif(await lintFolder(folder), '1.2.3'))
  const [run] = log.runs
  t.is(run?.tool.driver.semanticVersion, '1.2.3')
  t.deepEqual(
    run?.results.map(({ ruleId, level, locations: [location] }) => [
      ruleId,
      level,
      location?.physicalLocation.artifactLocation.uri,
      location?.physicalLocation.region,
    ]),
    [
      ['rust-lock-file', 'error', 'Cargo.toml', { startLine: 1 }],
      ['rust-path-dependency', 'error', 'Cargo.toml', { startLine: 17 }],
      ['unread-file', 'warning', 'src/a%20%25%23%3F.rs', undefined],
      ['rust-path-macro', 'warning', 'src/lib.rs', { startLine: 2, startColumn: 10 }],
    ],
  )
  for (const { ruleId, ruleIndex } of run?.results ?? []) {
    t.is(run?.tool.driver.rules[ruleIndex]?.id, ruleId)
  }
  t.deepEqual(
    run?.tool.driver.rules.map(({ id }) => id),
    RULES.map(({ id }) => id),
  )
})

test('notes are notifications, and what was not looked at is said to be no success', async (t) => {
  const folder = await writeRepository(t, { ...RUST, '.git': 'gitdir' })
  const report = await lintFolder(folder)
  const log = sarifLog.parse(lintSarif({ ...report, complete: false }, '1.2.3'))
  const [invocation] = log.runs[0]?.invocations ?? []
  t.false(invocation?.executionSuccessful)
  t.is(invocation?.toolExecutionNotifications[0]?.level, 'note')
  t.deepEqual(log.runs[0]?.results, [])
})
