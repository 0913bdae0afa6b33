import type { Principal } from '../../../base/principal.ts'

/** The roles that may bring files in at their site. */
const importers = ['admin', 'manager', 'planner', 'maintenance']

export const mayImportAt = ({ roles }: Principal): string[] => [
  ...new Set(roles.filter(({ role }) => importers.includes(role)).map(({ siteId }) => siteId)),
]
