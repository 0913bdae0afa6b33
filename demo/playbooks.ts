import { fileURLToPath } from 'node:url'

/** The playbooks that the demo shows; each runs once it is armed. */
export const playbooksDir: string = fileURLToPath(new URL('./playbooks', import.meta.url))
