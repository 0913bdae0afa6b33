import { createContext, use } from 'react'
import type { CitedPlace } from '../documents/document-panel.tsx'

/** Opens a cited passage beside the answer; null where there is no room and a link must do. */
export const OpenSource = createContext<((place: CitedPlace) => void) | null>(null)

export const useOpenSource = () => use(OpenSource)
