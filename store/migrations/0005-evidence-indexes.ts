import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Lets evidence be found without reading what strangers have written: the recipes of a code, and on which a builder supports it. */
export function evidenceIndexes(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createIndex('results_code_hash_recipe_id')
        .on('results')
        .columns(['code_hash', 'recipe_id'])
        .execute()
      await db.schema
        .createIndex('attestations_in_force')
        .on('attestations')
        .columns(['builder', 'code_hash', 'seq'])
        .where(sql.ref('ended_by_seq'), 'is', null)
        .execute()
    },
  }
}
