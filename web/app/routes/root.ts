import { createRootRoute } from '@tanstack/react-router'
import { Shell } from '../shell.tsx'
import { Nowhere } from '../states.tsx'

export const root = createRootRoute({ component: Shell, notFoundComponent: Nowhere })

export const siteSearch = ({ site }: Record<string, unknown>): { site?: string } =>
  typeof site === 'string' ? { site } : {}
