import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../store/index.ts'
import { refused, shorten } from '../../refuse.ts'
import type { HeldOutReport, LifeForm, LifeModel } from '../life-model/index.ts'
import type { ClassSensor } from './class-sensors.ts'

export type LifeModelState = 'trained' | 'deployed' | 'retired'

/** A trained model without its weights; times in days. */
export type LifeModelView = {
  /** `suzhou/cnc/3`: site, class, version. */
  id: string
  siteId: string
  classId: string
  classZh: string
  classEn: string
  version: number
  state: LifeModelState
  dataFrom: Date
  dataTo: Date
  lifetimes: number
  censored: number
  machines: number
  sensors: ClassSensor[]
  stepHours: number
  windowSteps: number
  capDays: number
  form: LifeForm
  seed: number
  report: HeldOutReport
  trainedBy: string
  trainedAt: Date
  /** Of its newest deployment; null: it never was deployed. */
  deployedBy: string | null
  deployedAt: Date | null
  actionId: string | null
}

/** How much smaller its error must be to be called better than what is told without it. */
const leastGain = 0.05

/** Error without sensors on the same held-out rows, and whether the model is clearly better. */
export function besideBaseline({ rmse, weibull, mean }: HeldOutReport) {
  const [baseline, error] =
    weibull === null ? (['mean', mean.rmse] as const) : (['weibull', weibull.rmse] as const)
  return { baseline, rmse: error, isBetter: rmse <= (1 - leastGain) * error }
}

type At = { siteId: string; classId: string }

const columns = sql`m.site_id || '/' || m.class_id || '/' || m.version as id, m.site_id as "siteId",
  m.class_id as "classId", c.name_zh as "classZh", c.name_en as "classEn", m.version,
  case when now.version = m.version then 'deployed' when d.seq is null then 'trained'
    else 'retired' end as state, m.data_from as "dataFrom", m.data_to as "dataTo", m.lifetimes, m.censored,
  m.machines, m.sensors, m.step_hours as "stepHours", (m.model ->> 'window')::int as "windowSteps",
  (m.model ->> 'cap')::float8 as "capDays", m.model -> 'form' ->> 'kind' as form, m.seed, m.report,
  m.trained_by as "trainedBy", m.trained_at as "trainedAt", d.deployed_by as "deployedBy",
  d.deployed_at as "deployedAt", d.action_id as "actionId"`

/** Each model with its newest deployment, and what is deployed of its class. */
const fromModels = sql`from life_model m
  join equipment_class c on c.site_id = m.site_id and c.id = m.class_id
  left join lateral (select * from life_deployment where site_id = m.site_id and class_id = m.class_id
    and version = m.version order by seq desc limit 1) d on true
  left join lateral (select version from life_deployment where site_id = m.site_id
    and class_id = m.class_id order by seq desc limit 1) now on true`

const modelsWhere = (tx: Tx, condition: SQL): Promise<LifeModelView[]> =>
  tx.rows<LifeModelView>(sql`select ${columns} ${fromModels} where ${condition}
    order by m.site_id, m.class_id, m.version desc`)

/** Models of a site, or of all that one may see: by class, the newest version first. */
export const listLifeModels = (tx: Tx, siteId: string | null): Promise<LifeModelView[]> =>
  modelsWhere(tx, sql`${siteId}::text is null or m.site_id = ${siteId}`)

/**
 * A model by its id.
 *
 * @throws AppError naming `id`, with what is known
 */
export async function findLifeModel(tx: Tx, id: string): Promise<LifeModelView> {
  const [found] = await modelsWhere(
    tx,
    sql`m.site_id || '/' || m.class_id || '/' || m.version = ${id}`,
  )
  if (found !== undefined) return found
  const known = (await listLifeModels(tx, null)).slice(0, 20).map((one) => one.id)
  throw refused(
    'id',
    `there is no model "${shorten(id)}"`,
    known.length > 0
      ? `Known: ${known.join(', ')}.`
      : 'None is trained yet: `jidoka health train --class C`.',
  )
}

/** What a prediction needs of a version. */
export async function loadLifeModel(
  tx: Tx,
  { siteId, classId, version }: At & { version: number },
): Promise<LifeModel> {
  const [row] = await tx.rows<{ model: LifeModel }>(sql`select model from life_model
    where site_id = ${siteId} and class_id = ${classId} and version = ${version}`)
  if (row === undefined) throw new Error(`No model ${siteId}/${classId}/${version} is stored.`)
  return row.model
}

export type Deployed = { seq: number; version: number | null; actionId: string }

/** The newest deployments of a class, newest first: what is told now, and what was told before. */
export const readDeployments = (tx: Tx, { siteId, classId }: At): Promise<Deployed[]> =>
  tx.rows<Deployed>(sql`select seq, version, action_id as "actionId" from life_deployment
    where site_id = ${siteId} and class_id = ${classId} order by seq desc limit 200`)

/** The version of a class that told people something at an instant; null: none. */
export async function deployedAt(
  tx: Tx,
  { siteId, classId, at }: At & { at: Date },
): Promise<number | null> {
  const [row] = await tx.rows<{ version: number | null }>(sql`select version from life_deployment
    where site_id = ${siteId} and class_id = ${classId} and deployed_at <= ${at}
    order by seq desc limit 1`)
  return row?.version ?? null
}

type New = At &
  Pick<LifeModelView, 'dataFrom' | 'dataTo' | 'lifetimes' | 'censored' | 'machines'> &
  Pick<LifeModelView, 'sensors' | 'stepHours' | 'seed' | 'report' | 'trainedBy' | 'trainedAt'> & {
    model: LifeModel
  }

/** Writes a version; versions of a class are numbered in the order of their trainings. */
export async function storeLifeModel(tx: Tx, one: New): Promise<number> {
  const { siteId, classId } = one
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext(${`life_model ${siteId}/${classId}`}))`)
  const [row] = await tx.rows<{ version: number }>(sql`
    insert into life_model (site_id, class_id, version, data_from, data_to, lifetimes, censored, machines,
      sensors, step_hours, seed, report, model, trained_by, trained_at)
    select ${siteId}, ${classId}, 1 + coalesce(max(version), 0), ${one.dataFrom}, ${one.dataTo},
      ${one.lifetimes}, ${one.censored}, ${one.machines}, ${JSON.stringify(one.sensors)}::jsonb,
      ${one.stepHours}, ${one.seed}, ${JSON.stringify(one.report)}::jsonb,
      ${JSON.stringify(one.model)}::jsonb, ${one.trainedBy}, ${one.trainedAt}
    from life_model where site_id = ${siteId} and class_id = ${classId} returning version`)
  return row?.version ?? 0
}
