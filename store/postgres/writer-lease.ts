import type { ClientBase } from 'pg'
import { StoreError } from '../errors.ts'
import type { Address } from './address.ts'

// Which of the locks of a database are ours: the letters "ctsg", read as a number. The second part of a lock's name is the
// schema's own number, so that several mirrors can be in one database.
const LOCK_CLASS = 0x63747367
const LOCK_NAME = `${LOCK_CLASS}, current_schema()::regnamespace::oid::int4`

// The server notices within a moment that a killed writer is gone.
const WAIT_FOR_LEASE = '1s'
const LOCK_NOT_AVAILABLE = '55P03'

// A writer whose machine vanishes keeps its lease until the server notices: after 30 s without a sign and three questions 10 s apart.
const KEEPALIVE =
  'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3'

/**
 * Takes the right to write, or throws a StoreError that says who has it.
 *
 * It is a lock of the session, so it ends with the connection however that ends: only what is written over this very connection is
 * written with the right to. (So there must not be a pooler in between that gives each transaction another connection.)
 */
export async function takeWriterLease(client: ClientBase, address: Address): Promise<void> {
  await client.query(`${KEEPALIVE}; set lock_timeout = '${WAIT_FOR_LEASE}'`)
  try {
    await client.query(`select pg_advisory_lock(${LOCK_NAME})`)
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error
    throw locked(address, await holder(client), error)
  }
  await client.query('set lock_timeout = default')
}

type Holder = { pid: number; application_name: string; since: string | null }

async function holder(client: ClientBase): Promise<Holder | undefined> {
  const { rows } = await client.query<Holder>(
    `select pid, application_name, to_char(backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
     from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and (classid, objid, objsubid) =
       (${LOCK_CLASS}, current_schema()::regnamespace::oid, 2)
     and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows[0]
}

function locked({ name }: Address, by: Holder | undefined, cause: unknown): StoreError {
  const who =
    by === undefined
      ? 'which has just ended'
      : `${by.application_name || 'without a name'}, server process ${by.pid}${by.since === null ? '' : `, connected since ${by.since}`}`
  return new StoreError(
    'STORE_LOCKED',
    `${name} is being written by another indexer (${who}). Stop that one, or give this one a database or schema of its own.`,
    {
      database: name,
      pid: by?.pid ?? null,
      holder: by?.application_name ?? null,
      since: by?.since ?? null,
    },
    { cause },
  )
}
