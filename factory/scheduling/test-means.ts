import type { PlantMeans } from './plant-means.ts'

/** Nothing recorded: for tests of what orders and machines alone come to. */
export const noMeans: PlantMeans = {
  ...{
    zone: 'UTC',
    currency: 'CNY',
    shifts: [],
    breaks: [],
    workers: [],
    absences: [],
    roster: [],
    needs: [],
  },
  ...{ bom: [], stock: [], deliveries: [], leadTimes: [], tariffs: [], power: [] },
}
