export type { ReadChoice, ReadPart, Teaching } from '../base/read-part.ts'
export { collectAnswer } from './answer.ts'
export type { Budget } from './budget.ts'
export type { Answer, TurnEvent } from './events.ts'
export { type DayOfUse, dayOf, type ModelLimits, modelUse, sum, usedOn } from './ledger.ts'
export { readLexicon } from './models/built-in/lexicon/lexicon.ts'
export { builtInModel } from './models/built-in/model.ts'
export {
  type Example,
  exampleOf,
  keepLearned,
  learn,
  likelihoodsOf,
  type QuestionKind,
  questionKinds,
} from './models/built-in/second-reader/learn.ts'
export type { ModelChain, Price } from './models/chain.ts'
export { type ModelEndpoint, openAiCompatible } from './models/open-ai-compatible.ts'
export type { Route } from './models/route.ts'
export { runTurn, type TurnDeps, type TurnRequest } from './turn.ts'
