/** `2026-11-24 08:10` at the plant, for people; machines get ISO 8601. */
export const plantTime = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)
