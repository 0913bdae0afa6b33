export { openTelemetry } from './open-telemetry.ts'
export { noTelemetry, type Telemetry } from './telemetry.ts'
