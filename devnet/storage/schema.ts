import type Sqlite from 'better-sqlite3'

/** Marks a file as devnet's: "CSdn" in its header. */
export const APPLICATION_ID = 0x4353646e

export const SCHEMA_VERSION = 1

const TABLES = `
  -- One row: what the network is, which never changes.
  create table settings (id integer primary key check (id = 1), value blob not null) strict;
  -- One row: what the next block depends on.
  create table handover (id integer primary key check (id = 1), value blob not null) strict;
  -- Names of the fields of stored objects, in JSON.
  create table shape (id integer primary key, names blob not null) strict;
  -- Long byte arrays, by their sha256.
  create table bytes (hash blob primary key, content blob not null) strict;
  create table block (height integer primary key, ordinal integer not null unique, value blob not null) strict;
  -- In which blocks to look for a block's hash, a chunk's, a transaction or a receipt; see place-key.ts.
  create table place (key integer, height integer, primary key (key, height)) without rowid, strict;
  -- Everything that ever had a value in the state: column, account and suffix.
  create table entry (id integer primary key, key text not null unique) strict;
  -- Its values since each height; null: removed.
  create table version (entry integer, height integer, value blob, primary key (entry, height)) without rowid, strict;
  pragma application_id = ${APPLICATION_ID};
  pragma user_version = ${SCHEMA_VERSION};
`

/** Makes the tables, all or none. */
export function createTables(database: Sqlite.Database): void {
  database.transaction(() => database.exec(TABLES))()
}
