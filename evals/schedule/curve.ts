/** One line of a plot: how far above the best known after so many seconds. */
export type Step = { seconds: number; gap: number }

/** The gap that was reached by then; none before the first schedule. */
export const gapAt = (steps: readonly Step[], seconds: number): number =>
  steps.findLast((step) => step.seconds <= seconds)?.gap ?? Number.NaN

const size = { width: 480, height: 160, left: 44, bottom: 24 }
const fewest = 0.02

/** A staircase of gap in percent over seconds, which run by powers of ten. */
export function plotOf(steps: readonly Step[], seconds: number): string {
  const most = Math.max(0.1, ...steps.map(({ gap }) => gap))
  const x = (at: number) =>
    size.left +
    ((size.width - size.left) * Math.log(Math.max(at, fewest) / fewest)) /
      Math.log(seconds / fewest)
  const y = (gap: number) => 8 + (size.height - size.bottom - 8) * (1 - gap / most)
  const ends = [...steps.slice(1).map((step) => step.seconds), seconds]
  const path = steps.map(
    (step, index) =>
      `${index === 0 ? 'M' : 'V'}${index === 0 ? `${x(step.seconds)} ` : ''}${y(step.gap)}H${x(ends[index] ?? seconds)}`,
  )
  const ticks = [0.1, 1, 10, 60, 600].filter((tick) => tick <= seconds)
  return `<svg viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" role="img" aria-label="gap in percent over seconds" font-size="11" fill="currentColor">
<path d="${path.join('')}" fill="none" stroke="currentColor" stroke-width="1.5"/>
<path d="M${size.left} 8V${size.height - size.bottom}H${size.width}" fill="none" stroke="currentColor" opacity=".4"/>
<text x="0" y="16">${most.toFixed(2)} %</text><text x="0" y="${size.height - size.bottom}">0</text>
${ticks.map((tick) => `<text x="${x(tick)}" y="${size.height - 6}" text-anchor="middle">${tick} s</text>`).join('')}
</svg>`
}

/** The mean of several staircases: a step wherever one of them has one, once all have begun. */
export function meanCurve(all: readonly (readonly Step[])[]): Step[] {
  const instants = [...new Set(all.flat().map(({ seconds }) => seconds))].sort((a, b) => a - b)
  const begun = Math.max(...all.map(([first]) => first?.seconds ?? Number.POSITIVE_INFINITY))
  return instants
    .filter((seconds) => seconds >= begun)
    .map((seconds) => ({
      seconds,
      gap: all.reduce((sum, steps) => sum + gapAt(steps, seconds), 0) / all.length,
    }))
}
