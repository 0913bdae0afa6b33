const number = /[-−]?\d[\d,]*(?:\.\d+)?/g
/** What a value may be told in: a share in percent, minutes in hours or seconds. */
const scales: Record<string, number[]> = {
  min: [1, 1 / 60, 60],
  h: [1, 60],
  s: [1, 1 / 60, 1 / 3600],
  '%': [1],
  ratio: [1, 100],
}

/** True where the text has a number that is this value, as far as it is told. */
export function tells(text: string, value: number, unit: string): boolean {
  const told = [...text.matchAll(number)].map(([found]) => found.replaceAll(',', ''))
  const wanted = (scales[unit] ?? [1]).map((scale) => value * scale)
  return told.some((one) => wanted.some((is) => isRounded(one, is)))
}

function isRounded(told: string, is: number): boolean {
  const decimals = told.split('.')[1]?.length ?? 0
  const said = Number(told.replace('−', '-'))
  return Math.abs(Math.abs(said) - Math.abs(is)) <= 0.5 * 10 ** -decimals + 1e-6
}
