import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ServerDeps } from '../deps.ts'
import { isBearer } from './session.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Each request by the template of its route, so that nothing that somebody wrote becomes a label. */
export function measured({ telemetry }: Pick<ServerDeps, 'telemetry'>): MiddlewareHandler {
  return async (c, next) => {
    const begun = telemetry.begin('http')
    await begun.within(next)
    const method = methods.includes(c.req.method) ? c.req.method : 'other'
    begun.end({ method, route: templateOf(c), status: String(c.res.status) })
  }
}

/** Of what answers, not of what every request passes; `/*` where nothing does. */
function templateOf(c: Context): string {
  const answers = matchedRoutes(c).find(
    ({ method, path }) => method !== 'ALL' || !path.endsWith('*'),
  )
  return answers?.path ?? '/*'
}

/**
 * `/metrics` for Prometheus, by a token of its own. It is the address of a page too: whoever shows no
 * token and wants HTML gets that, as everybody does where no token is configured.
 */
export function metricsText({
  telemetry: { metrics },
}: Pick<ServerDeps, 'telemetry'>): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.header('authorization')
    const asksForPage = c.req.header('accept')?.includes('text/html') ?? false
    if (metrics === null || (given === undefined && asksForPage)) return next()
    if (!isBearer(given, metrics.token))
      return c.text('The metrics take their token, as Authorization: Bearer.\n', 401, {
        'www-authenticate': 'Bearer',
      })
    const { type, text } = await metrics.read()
    return c.body(text, 200, { 'content-type': type, 'cache-control': 'no-store' })
  }
}
