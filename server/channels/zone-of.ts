import type { Db } from '../../store/index.ts'
import { allSites } from '../sites.ts'

/** The zone of a plant; of the group, UTC. */
export const zoneOf = async (db: Db, siteId: string): Promise<string> =>
  (await allSites(db)).find(({ id }) => id === siteId)?.zone ?? 'UTC'
