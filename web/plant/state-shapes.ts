import type { TileKind } from './board.ts'

/** One shape for each kind on a field of 24 × 24, so that colour is never the only sign. */
export const shapes: Record<TileKind, string> = {
  run: 'M7 4v16l13-8z',
  setup: 'M12 2l3 4 5 1-1 5 1 5-5 1-3 4-3-4-5-1 1-5-1-5 5-1zM12 9a3 3 0 1 0 .01 0z',
  wait: 'M5 2h14v4l-5 6 5 6v4H5v-4l5-6-5-6z',
  down: 'M8 2h8l6 6v8l-6 6H8l-6-6V8zM11 6v8h2V6zM11 16v2.500h2V16z',
  planned: 'M5 4h5v16H5zM14 4h5v16h-5z',
  stale:
    'M12 2a10 10 0 1 0 .01 0zM12 4.500a7.500 7.500 0 1 1-.01 0zM11 7h2v5.500l3.500 2-1 1.700L11 13.500z',
  never: 'M3 10h5v4H3zM9.500 10h5v4h-5zM16 10h5v4h-5z',
}

/** Tokens of the colours that stand beside the shapes. */
export const markOf: Record<TileKind, string> = {
  ...{ run: '--green-mark', setup: '--amber-mark', wait: '--amber-mark', down: '--red-mark' },
  ...{ planned: '--line-strong', stale: '--ink-faint', never: '--ink-faint' },
}

/** Bands of a stretch on a strip, top and bottom from 0 to 1: each kind has a form of its own. */
export const bandsOf: Record<
  Exclude<TileKind, 'stale' | 'never'>,
  [top: number, bottom: number][]
> = {
  run: [[0, 1]],
  setup: [[0.35, 1]],
  wait: [[0.6, 1]],
  down: [
    [0, 0.4],
    [0.6, 1],
  ],
  planned: [[0.85, 1]],
}
