export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
/** 24 hours; where summer time begins or ends, a day of a plant is another length. */
export const dayMs = 24 * hourMs
