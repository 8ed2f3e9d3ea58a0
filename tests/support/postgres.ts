import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL server of our own, in a temporary folder, that goes with the process that started it. */
export type PostgresCluster = {
  /** Superuser `postgres` over a Unix socket, which asks for no password. */
  url: (database?: string) => string
  /** Over TCP, where passwords count. */
  tcpUrl: (user: string, password: string, database?: string) => string
  /** Runs SQL as the superuser in the database `postgres`. */
  run: (sql: string) => Promise<pg.QueryResult>
  stop: () => Promise<void>
}

export const POSTGRES_MISSING = 'postgresql is not installed'

// Where Debian puts the programs of each major version.
const VERSIONS = '/usr/lib/postgresql'

/** Returns the folder of the newest version's programs, or undefined if there is none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : []
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
}

// What is lost when the machine goes down is lost with its folder anyway.
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'shared_buffers=32MB',
  'max_connections=50',
]

/** Makes a cluster and starts its server. Its texts are ordered as in English, unlike SQLite's. */
export async function startPostgres(): Promise<PostgresCluster> {
  const bin = postgresPrograms()
  if (bin === undefined) throw new Error(POSTGRES_MISSING)
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-'))
  const data = join(folder, 'data')
  const user = systemUser()
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const { status, stderr } = spawnSync(
    join(bin, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth-local=trust',
      '--auth-host=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=icu',
      '--icu-locale=en-US',
      '--no-sync',
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`)

  const port = await freePort()
  const settings = [...SETTINGS, `port=${port}`, `unix_socket_directories=${folder}`]
  // Nothing else ends a server whose parent was killed.
  const server = spawn(
    'setpriv',
    [
      ...(user === undefined
        ? []
        : [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']),
      ...['--pdeathsig', 'QUIT', '--', join(bin, 'postgres'), '-D', data],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] },
  )
  const url = (database = 'postgres') =>
    `postgres://postgres@localhost:${port}/${database}?host=${folder}`
  await answering(server, url())
  return {
    url,
    tcpUrl: (name, password, database = 'postgres') =>
      `postgres://${name}:${password}@127.0.0.1:${port}/${database}`,
    run: (sql) => run(url(), sql),
    async stop() {
      // Immediately: nobody is asked to finish.
      server.kill('SIGQUIT')
      if (server.exitCode === null) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL does not run as root; Debian's package makes a user for it. */
function systemUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (option: string) =>
    Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function answering(server: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with code ${server.exitCode}`)
    const answered = await run(url, 'select 1').then(
      () => true,
      () => false,
    )
    if (answered) return
    await wait(20)
  }
}

async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}
