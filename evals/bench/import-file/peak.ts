import { readFileSync } from 'node:fs'

const everyMs = 100

/** The most memory that a process had resident so far, as the kernel counts it (Linux). */
export function peakOf(pid: number): { stop: () => number } {
  let bytes = 0
  const look = () => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      bytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024 || bytes
    } catch {
      // It has ended.
    }
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return bytes
    },
  }
}
