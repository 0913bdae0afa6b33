import { sites } from './plant/plant.ts'
import { stories } from './stories.ts'

/**
 * What was planted, relative to the hour at which the demo is loaded, with the orderings that a
 * right answer shows. It follows from the stories alone, so it holds for every clock.
 */
export function demoTruth(seed: number) {
  return {
    seed,
    historyDays: 90,
    sites: sites.map(({ id, oeeTarget, openOrders }) => ({
      id,
      machines: 12,
      oeeTarget,
      openOrders,
    })),
    oeeBand: { from: 0.55, to: 0.85 },
    stories: {
      spindle: spindleTruth(),
      nightTeam: nightTeamTruth(),
      supplier: supplierTruth(),
      filler: fillerTruth(),
      reflow: reflowTruth(),
      badPaste: badPasteTruth(),
      bottleneck: bottleneckTruth(),
    },
  }
}

function spindleTruth() {
  const { siteId, machineId, reasonId, component, ...story } = stories.spindle
  return {
    siteId,
    machineId,
    component,
    now: { state: 'aborted', reasonId, sinceMinutes: story.downMinutesBeforeAnchor },
    failureYesterday: { reasonId, localMinutes: story.failure },
    warningCode: story.warningCode,
    tripCode: story.tripCode,
    vibration: {
      tag: `${machineId}.vibration`,
      risesOverDays: story.wearDays,
      lastDayOverHealthyAtLeast: 3,
    },
    document: ['SOP-SZ-014-ZH', 'SOP-SZ-014-EN'],
  }
}

function nightTeamTruth() {
  const { siteId, teamId, shiftId, days } = stories.nightTeam
  return {
    siteId,
    teamId,
    shiftId,
    sinceDays: days,
    lowestOutput: { teamId, windowsDays: [7, 14, 21, 30], atLeastBelowNext: 0.07 },
    extraDowntimeReason: stories.nightTeam.reasonId,
  }
}

function supplierTruth() {
  const { siteId, supplierId, daysLate, growthDays } = stories.supplier
  return {
    siteId,
    supplierId,
    growsOverDays: growthDays,
    daysLateNow: daysLate,
    latestOf: 'suppliers',
  }
}

function fillerTruth() {
  const { siteId, machineId, days, driftG, scrapGrowth } = stories.filler
  return {
    siteId,
    machineId,
    sinceDays: days,
    fillWeight: { tag: `${machineId}.fill-weight`, driftG, direction: 'up', upperLimitG: 508 },
    scrapRatio: { lastTwoDaysOverUsualAtLeast: 2.5, usualToEnd: scrapGrowth },
    document: ['SOP-CD-007-ZH', 'SOP-CD-007-EN'],
  }
}

function bottleneckTruth() {
  const { siteId, lineId, before, since, movedDays } = stories.bottleneck
  const criterion = 'least seconds of delay of the line: the others wait for it'
  return { siteId, lineId, before, since, movedDaysAgo: movedDays, criterion }
}

function reflowTruth() {
  const { siteId, machineId, tagKey, best, neverMoved } = stories.reflow
  const scrap = {
    response: 'scrap_ratio',
    best,
    windowWithin: { from: best - 2.5, to: best + 2.5 },
  }
  return {
    ...{ siteId, machineId, parameterId: tagKey, ...scrap },
    movesNothingOf: ['effectiveness', 'energy_per_piece'],
    neverMoved: { machineId: neverMoved.machineId, parameterId: neverMoved.tagKey },
  }
}

function badPasteTruth() {
  const { siteId, supplierId, materialId, materialLotId } = stories.badPaste
  const site = sites.find(({ id }) => id === siteId)
  const { key, lowerLimit } = site?.strength ?? { key: '', lowerLimit: 0 }
  return { siteId, supplierId, materialId, materialLotId, characteristic: key, lowerLimit }
}
