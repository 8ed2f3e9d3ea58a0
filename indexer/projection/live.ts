import type { RegistryEvent } from '../../protocol/event.ts'
import type { Database } from '../../store/index.ts'

/** Which rows are live: by the key of an attestation or policy, the `seq` of its row, or undefined if it has none. */
export type Live = Map<string, number | undefined>

/** Returns the key of what an event begins or ends; undefined for an event that does neither. */
export function liveKey(event: RegistryEvent): string | undefined {
  switch (event.event) {
    case 'attest':
    case 'withdraw':
      return `${event.data.recipe_id} ${event.data.builder}`
    case 'policy_set':
    case 'policy_removed':
      return `${event.data.owner}/${event.data.name}`
    case 'operator_set':
      return undefined
  }
}

/** Looks up what the events will begin or end, as far as it is not known yet. */
export async function loadLive(
  db: Database,
  live: Live,
  events: Iterable<RegistryEvent>,
): Promise<void> {
  for (const event of events) {
    const key = liveKey(event)
    if (key !== undefined && !live.has(key)) live.set(key, await liveRow(db, event))
  }
}

async function liveRow(db: Database, event: RegistryEvent): Promise<number | undefined> {
  const row =
    event.event === 'attest' || event.event === 'withdraw'
      ? await db
          .selectFrom('attestations')
          .select('seq')
          .where('recipe_id', '=', event.data.recipe_id)
          .where('builder', '=', event.data.builder)
          .where('ended_by_seq', 'is', null)
          .executeTakeFirst()
      : event.event === 'operator_set'
        ? undefined
        : await db
            .selectFrom('policies')
            .select('seq')
            .where('owner', '=', event.data.owner)
            .where('name', '=', event.data.name)
            .where('ended_by_seq', 'is', null)
            .executeTakeFirst()
  return row?.seq
}
