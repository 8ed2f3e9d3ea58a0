import { createApi } from '../../../api/index.ts'
import { postgresCluster, postgresTest as test } from '../../store/databases.ts'
import { asking, silent } from '../ask.ts'
import { createTestMirror, hashOf, recipeOf } from '../mirror.ts'
import { startNear } from '../near.ts'

test('while the server of the mirror is away the API says so, and answers again once it is back', async (t) => {
  const { run, url } = await postgresCluster()
  await run('create database away')
  const mirror = await createTestMirror(url('away'))
  await mirror.record({ attest: 'a.near', recipe: recipeOf('x'), got: hashOf('code') })
  await mirror.store.close()
  const { rpc } = await startNear(t, { 'dapp.near': hashOf('code') })
  const clock = { ms: 0 }
  const api = createApi({
    store: { database: url('away') },
    rpc,
    logger: silent,
    clock: { now: () => clock.ms },
  })
  t.teardown(api.close)
  const ask = asking(api)
  const at = (path: string) => api.yoga.fetch(`http://test${path}`)
  const query =
    '{ contract(accountId: "dapp.near") { codeHash } attestations { edges { node { seq } } } status { seq } }'
  const whole = await ask(query)
  t.like(whole.data, { status: { seq: 1 } })
  t.is((await at('/ready')).status, 200)

  await run('alter database away with allow_connections false')
  await run("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'away'")
  for (const _ of ['while the connections break', 'while none can be made']) {
    clock.ms += 5_000
    const { data, errors } = await ask(query)
    t.deepEqual(data, {
      contract: { codeHash: hashOf('code') },
      attestations: null,
      status: null,
    })
    t.deepEqual(
      errors.map(({ extensions }) => extensions?.code),
      ['MIRROR_NOT_READY', 'MIRROR_NOT_READY'],
    )
    const rest = await at(`/v1/code/${hashOf('code')}`)
    t.is(rest.status, 503)
    t.is(rest.headers.get('retry-after'), '1')
    t.like(await rest.json(), { error: { code: 'MIRROR_NOT_READY' } })
    const ready = await at('/ready')
    t.is(ready.status, 503)
    t.like(await ready.json(), { ready: false, code: 'MIRROR_NOT_READY' })
    const page = await at('/')
    t.is(page.status, 503)
    t.regex(await page.text(), /The mirror is not ready: [^.]+\. Ask again in a moment\./)
  }

  await run('alter database away with allow_connections true')
  clock.ms += 5_000
  t.deepEqual(await ask(query), whole)
  t.is((await at('/ready')).status, 200)
})
