import type { AnyTool } from '../define-tool.ts'
import { actionStatusTool } from './action-status.ts'
import { explainKpiTool } from './explain-kpi.ts'
import { findEquipmentTool } from './find-equipment.ts'
import { listMetricsTool } from './list-metrics.ts'
import { listOrdersTool } from './list-orders.ts'
import { listTicketsTool } from './list-tickets.ts'
import { machineHealthTool } from './machine-health.ts'
import { openMaintenanceTicketTool } from './open-maintenance-ticket.ts'
import { processWindowTool } from './process-window.ts'
import { projectStockTool } from './project-stock.ts'
import { proposeChangeTool } from './propose-change.ts'
import { proposeMetricChangeTool } from './propose-metric-change.ts'
import { proposeScheduleTool } from './propose-schedule.ts'
import { queryKpiTool } from './query-kpi.ts'
import { readDocumentTool } from './read-document.ts'
import { readMachineStateTool } from './read-machine-state.ts'
import { searchKnowledgeTool } from './search-knowledge.ts'
import { simulateScheduleTool } from './simulate-schedule.ts'
import { traceLotTool } from './trace-lot.ts'

/** Every tool, in the order in which clients see them. */
export const catalog: AnyTool[] = [
  listMetricsTool,
  queryKpiTool,
  explainKpiTool,
  findEquipmentTool,
  readMachineStateTool,
  machineHealthTool,
  searchKnowledgeTool,
  readDocumentTool,
  listTicketsTool,
  listOrdersTool,
  simulateScheduleTool,
  projectStockTool,
  traceLotTool,
  processWindowTool,
  proposeScheduleTool,
  openMaintenanceTicketTool,
  proposeMetricChangeTool,
  proposeChangeTool,
  actionStatusTool,
]
