import type { ReportKind } from '../../server/http/contract.ts'

export const kinds: ReportKind[] = ['shift', 'day', 'week']

export const kindOf = (typed: unknown): ReportKind => kinds.find((one) => one === typed) ?? 'shift'
