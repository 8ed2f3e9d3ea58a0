// Fills a temporary database with more than SQLite keeps in memory, says so, and stays.
import { sql } from 'kysely'
import { openStore } from '../../store/index.ts'

const { db } = await openStore({ database: ':temporary:', mode: 'write' })
await sql`create table filler (bytes blob)`.execute(db)
await sql`insert into filler values (zeroblob(50000000))`.execute(db)
process.stdout.write('filled\n')
setInterval(() => {}, 1_000)
