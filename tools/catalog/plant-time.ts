import { isoInZone, type Zone } from '../../factory/index.ts'

/** `2026-11-24 08:10` at the plant, for people; machines get ISO 8601. */
export const plantTime = (at: Date, zone: Zone): string =>
  isoInZone(at, zone).slice(0, 16).replace('T', ' ')
