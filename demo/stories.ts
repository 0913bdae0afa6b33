import { dayMs, hourMs, minuteMs } from '../base/milliseconds.ts'
import { localMidnight, type ShiftBlock } from './demo-time.ts'
import type { Machine } from './plant/plant.ts'
import { randomFor } from './random.ts'

/** What is planted, relative to the anchor: the one place that generator and truth both read. */
export const stories = {
  spindle: {
    siteId: 'suzhou',
    machineId: 'SZ-CNC-03',
    reasonId: 'spindle-bearing',
    shortStopReasonId: 'spindle-vibration',
    failureModeId: 'VIB',
    component: 'spindle bearing',
    warningCode: 'ALM-2103',
    tripCode: 'ALM-2104',
    wearDays: 21,
    /** Vibration and temperature at the end of the wear, relative to healthy. */
    vibrationGrowth: 4.2,
    temperatureRiseC: 19,
    /** Yesterday evening, minutes after local midnight. */
    failure: { fromMinute: 17 * 60 + 20, toMinute: 19 * 60 + 5 },
    /** Down again, and waiting for a bearing. */
    downMinutesBeforeAnchor: 128,
    backHoursAfterAnchor: 96,
  },
  nightTeam: {
    siteId: 'suzhou',
    teamId: 'D',
    shiftId: 'night',
    days: 20,
    nightPace: 0.68,
    otherPace: 0.95,
    waitS: 2400,
    reasonId: 'waiting-operator',
  },
  supplier: {
    siteId: 'suzhou',
    supplierId: 'SZ-S2',
    /** Days late of deliveries due now; grows from nothing over the days before. */
    daysLate: 9,
    growthDays: 60,
  },
  filler: {
    siteId: 'chengdu',
    machineId: 'CD-FIL-02',
    days: 14,
    driftG: 6.6,
    /** Scrap at the end, relative to the usual. */
    scrapGrowth: 5,
  },
  reflow: {
    siteId: 'dongguan',
    machineId: 'DG-RFL-01',
    tagKey: 'peak-temperature',
    /** Each shift sets it anew, so far from the usual value at most. */
    swing: 3,
    /** Where it scraps least; what a degree more or less, squared, adds to the scrap relative to the usual. */
    best: 244.5,
    scrapAtBest: 0.25,
    scrapPerSquare: 0.143,
    /** Of another machine: it was never moved, so that history cannot tell. */
    neverMoved: { machineId: 'CD-FIL-02', tagKey: 'tank-pressure' },
  },
  badPaste: {
    siteId: 'dongguan',
    supplierId: 'DG-S1',
    materialId: 'DG-M30',
    /** The lot of the delivery that was due 22 days ago. */
    materialLotId: 'ML-DG-M30-96',
    /** Of the joints that were soldered with it. */
    strengthLoss: 0.22,
    /** What became of its lots, the first made first: two were gone when the first broke. */
    dispositions: ['released', 'released', 'held', 'rework', 'scrapped', 'held'],
    /** Where lots are made of lots. */
    blanksAt: 'suzhou',
  },
  bottleneck: {
    siteId: 'dongguan',
    lineId: 'DG-L1',
    before: 'DG-SMT-02',
    since: 'DG-AOI-01',
    movedDays: 30,
    pace: 0.9,
    /** What the others of the line wait for it in a shift. */
    waitS: 4500,
  },
} as const

export const storyReasons = [
  {
    id: stories.spindle.reasonId,
    parentId: 'failure',
    name: { zh: '主轴轴承', en: 'Spindle bearing' },
    lossClass: 'failure',
  },
  {
    id: stories.spindle.shortStopReasonId,
    parentId: 'minor-stop',
    name: { zh: '主轴振动报警', en: 'Spindle vibration alarm' },
    lossClass: 'minor_stop',
  },
] as const

/** 0 before the last `days` days, rising to 1 at the anchor, and staying there. */
export function progress(anchorMs: number, atMs: number, days: number): number {
  return Math.min(1, Math.max(0, 1 - (anchorMs - atMs) / (days * dayMs)))
}

export type Outage = { fromMs: number; toMs: number; note: string }

/** Stops of the worn spindle; they lie over whatever else the machine would have done. */
export function spindleOutages(anchorMs: number, machineId: string): Outage[] {
  const story = stories.spindle
  if (machineId !== story.machineId) return []
  const yesterday = localMidnight(anchorMs, -1)
  return [
    {
      fromMs: yesterday + story.failure.fromMinute * minuteMs,
      toMs: yesterday + story.failure.toMinute * minuteMs,
      note: '主轴振动超限停机，润滑后临时恢复运行',
    },
    {
      fromMs: anchorMs - story.downMinutesBeforeAnchor * minuteMs,
      toMs: anchorMs + story.backHoursAfterAnchor * hourMs,
      note: '主轴轴承异响，振动 7.6 mm/s，等待更换轴承',
    },
  ]
}

/** What a shift sets the oven to, relative to the usual value; 0 of all else. */
export function settingOffset(
  seed: number,
  { machineId, tagKey, block }: { machineId: string; tagKey: string; block: ShiftBlock },
): number {
  const { reflow } = stories
  if (machineId !== reflow.machineId || tagKey !== reflow.tagKey) return 0
  return randomFor(seed, 'setting', machineId, tagKey, block.index).between(-1, 1) * reflow.swing
}

/** Scrap of the oven at a temperature, relative to the usual. */
export function scrapAt(temperature: number): number {
  const { best, scrapAtBest, scrapPerSquare } = stories.reflow
  return scrapAtBest + scrapPerSquare * (temperature - best) ** 2
}

/** Share of the usual speed that a story leaves to a machine in a shift. */
export function storyPace(
  machine: Machine,
  block: ShiftBlock,
  { anchorMs, teamId }: { anchorMs: number; teamId: string },
): number {
  const { nightTeam, bottleneck } = stories
  if (sagging(machine, block, { anchorMs, teamId })) {
    return block.shiftId === nightTeam.shiftId ? nightTeam.nightPace : nightTeam.otherPace
  }
  return machine.id === bottleneckOf(machine, block) ? bottleneck.pace : 1
}

export function sagging(
  machine: Machine,
  block: ShiftBlock,
  { anchorMs, teamId }: { anchorMs: number; teamId: string },
): boolean {
  const { nightTeam } = stories
  return (
    machine.site.id === nightTeam.siteId &&
    teamId === nightTeam.teamId &&
    block.startMs >= anchorMs - nightTeam.days * dayMs
  )
}

/** Which machine holds up the line of `machine` in this shift; null where none does. */
export function bottleneckOf(machine: Machine, block: ShiftBlock): string | null {
  const { lineId, before, since, movedDays } = stories.bottleneck
  if (machine.line.id !== lineId) return null
  return block.day < -movedDays ? before : since
}
