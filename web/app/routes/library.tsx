import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { LibrarySearch } from '../../library/library.ts'
import { root } from './root.ts'

const DocumentPage = lazyRouteComponent(
  () => import('../../documents/document-page.tsx'),
  'DocumentPage',
)

const libraryKeys = ['q', 'site', 'type', 'language', 'equipment', 'state', 'review'] as const

const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): LibrarySearch =>
    Object.fromEntries(
      libraryKeys.flatMap((key) => {
        const value = search[key]
        // A number alone in an address comes as one.
        return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : []
      }),
    ),
  component: lazyRouteComponent(() => import('../../library/library-page.tsx'), 'LibraryPage'),
})

const libraryAdd = createRoute({
  getParentRoute: () => root,
  path: '/library/add',
  validateSearch: ({ site, id }: Record<string, unknown>): { site?: string; id?: string } => ({
    ...(typeof site === 'string' ? { site } : {}),
    ...(typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {}),
  }),
  component: lazyRouteComponent(() => import('../../library/upload-page.tsx'), 'UploadPage'),
})

const questions = createRoute({
  getParentRoute: () => root,
  path: '/library/questions',
  component: lazyRouteComponent(() => import('../../library/questions-page.tsx'), 'QuestionsPage'),
})

const reviews = createRoute({
  getParentRoute: () => root,
  path: '/library/reviews',
  component: lazyRouteComponent(() => import('../../library/reviews-page.tsx'), 'ReviewsPage'),
})

const terms = createRoute({
  getParentRoute: () => root,
  path: '/library/terms',
  component: lazyRouteComponent(() => import('../../library/terms-page.tsx'), 'TermsPage'),
})

const DocumentCard = lazyRouteComponent(
  () => import('../../library/document-card.tsx'),
  'DocumentCard',
)

const DiffPage = lazyRouteComponent(() => import('../../library/diff-page.tsx'), 'DiffPage')

const documentCard = createRoute({
  getParentRoute: () => root,
  path: '/documents/$siteId/$id',
  component: () => <DocumentCard {...documentCard.useParams()} />,
})

const documentDiff = createRoute({
  getParentRoute: () => root,
  path: '/documents/$siteId/$id/diff',
  validateSearch: ({ from, to }: Record<string, unknown>): { from: number; to: number } => ({
    ...{ from: Number(from), to: Number(to) },
  }),
  component: () => <DiffPage {...documentDiff.useParams()} />,
})

const document = createRoute({
  getParentRoute: () => root,
  path: '/documents/$siteId/$id/$revision',
  validateSearch: ({ passage }: Record<string, unknown>): { passage?: number } => {
    const seq = Number(passage)
    return passage !== undefined && Number.isSafeInteger(seq) && seq >= 0 ? { passage: seq } : {}
  },
  component: () => {
    const { siteId, id, revision } = document.useParams()
    const { passage } = document.useSearch()
    const at = passage === undefined ? {} : { passage }
    return <DocumentPage siteId={siteId} id={id} revision={Number(revision)} {...at} />
  },
})

export const libraryRoutes = [
  library,
  libraryAdd,
  questions,
  reviews,
  terms,
  documentCard,
  documentDiff,
  document,
] as const
