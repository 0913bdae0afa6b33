/**
 * A number for a table that a model reads: four decimals, or six digits where it is small. Figures
 * keep all digits.
 */
export function readable<Value extends number | null>(value: Value): Value {
  if (value === null || Number.isInteger(value)) return value
  const size = Math.abs(value)
  const rounded = size >= 100 ? Math.round(value * 1e4) / 1e4 : Number(value.toPrecision(6))
  return rounded as Value
}
