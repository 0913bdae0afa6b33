import type { Door } from './door.ts'
import type { SourceConfig } from './settings.ts'

/** Loaded when a source of the kind is configured: the protocols bring much code with them. */
export const doors: Record<SourceConfig['kind'], () => Promise<Door>> = {
  // A source's kind picks its door, so each is given its own kind of source.
  mqtt: async () => (await import('../mqtt/door.ts')).mqttDoor as Door,
  opcua: async () => (await import('../opcua/door.ts')).opcuaDoor as Door,
}
