export { effects } from './catalog/effects.ts'
export type { HealthReply } from './catalog/health-output.ts'
export { catalog } from './catalog/index.ts'
export { proposeLifeModel, proposeLifeRollBack } from './catalog/life-deployment.ts'
export type { TicketsReply } from './catalog/list-tickets.ts'
export { proposeTarget } from './catalog/metric-target.ts'
export { planAsked } from './catalog/plan-asked.ts'
export { predict } from './catalog/predict.ts'
export type { ProcessReply } from './catalog/process-reply.ts'
export { proposeScheduleTool } from './catalog/propose-schedule.ts'
export { queryKpiTool } from './catalog/query-kpi.ts'
export { movedOperation } from './catalog/schedule-draft.ts'
export type { StockReply } from './catalog/stock-reply.ts'
export type { TraceReply } from './catalog/trace-reply.ts'
export type {
  AnyTool,
  ChartSpec,
  Citation,
  DocumentRead,
  Figure,
  ProposalRef,
  ToolContext,
  ToolDefinition,
  ToolResult,
} from './define-tool.ts'
export { defineTool } from './define-tool.ts'
export { editProposal } from './edit-proposal.ts'
export { parseInput } from './input.ts'
export { measureWith } from './measure-effect.ts'
export { cardUri, chartKey, type McpCall, mcpError, mcpResult, runTool, toMcp } from './surfaces.ts'
export { offeredTools, type Toolset, type ToolWish, toolsets, toolsetsIn } from './toolsets.ts'
