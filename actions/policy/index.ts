export {
  type AffectedProposal,
  changePolicyEffect,
  type PolicyChange,
  type PolicyPreview,
  policyChange,
  previewPolicyChange,
  proposePolicyChange,
} from './change.ts'
export { fileableBy } from './fileable.ts'
export { type PolicyRule, policyRule, type StandingRule } from './rule.ts'
export { readPolicy } from './store-rule.ts'
