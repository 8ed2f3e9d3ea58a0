import { openStore, type Store } from '../../store/index.ts'

/** Opens an empty database in a temporary file, since a mirror may not fit into memory. Nothing is left of it, even after a kill. */
export async function openScratch(): Promise<Store> {
  return await openStore({ database: ':temporary:', mode: 'write' })
}
