import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../store/index.ts'

/** Opens an empty database in the system's folder for temporary files, which closing removes: a mirror may not fit into memory. */
export async function openScratch(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-computed-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const { db, close } = await openStore({
      database: join(folder, 'mirror.sqlite'),
      mode: 'write',
    })
    return {
      db,
      async close() {
        await close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
