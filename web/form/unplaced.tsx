import form from './form.module.css'
import type { Fault } from './schema.ts'
import { hasPlace } from './server-fault.ts'

/** A fault that no field of the form carries. */
export function Unplaced({ fault, names }: { fault: Fault | null; names: readonly string[] }) {
  if (fault === null || hasPlace(fault, names) || typeof fault.text === 'string') return null
  return (
    <p role="alert" className={form.fault}>
      {fault.text.said}
    </p>
  )
}
