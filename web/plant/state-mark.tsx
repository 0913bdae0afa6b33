import type { TileKind } from './board.ts'
import { shapes } from './state-shapes.ts'

export const StateMark = ({ kind }: { kind: TileKind }) => (
  <svg width="1.5em" height="1.5em" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
    <path d={shapes[kind]} fillRule="evenodd" />
  </svg>
)
