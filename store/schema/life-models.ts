import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

/**
 * A trained model of remaining life, of one class of equipment at one site. A row is written once: another
 * training is another version. It tells nobody anything until a deployment names it.
 */
export const lifeModel = pgTable(
  'life_model',
  {
    siteId: siteId(),
    classId: text('class_id').notNull(),
    version: integer('version').notNull(),
    /** Measurements and failures between these two were read. */
    dataFrom: instant('data_from').notNull(),
    dataTo: instant('data_to').notNull(),
    /** Runs that ended with a failure, runs that had not ended, and machines of both. */
    lifetimes: integer('lifetimes').notNull(),
    censored: integer('censored').notNull(),
    machines: integer('machines').notNull(),
    /** Sensors in the order of the features, and hours of running in a step. */
    sensors: jsonb('sensors').notNull(),
    stepHours: integer('step_hours').notNull(),
    seed: integer('seed').notNull(),
    /** Errors on machines that were held out, with the baselines beside them. */
    report: jsonb('report').notNull(),
    model: jsonb('model').notNull(),
    trainedBy: text('trained_by').notNull(),
    trainedAt: instant('trained_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.classId, t.version] })],
)

/** Which version tells people the remaining life of a class: the newest row; null: none. By an approved action each. */
export const lifeDeployment = pgTable(
  'life_deployment',
  {
    siteId: siteId(),
    classId: text('class_id').notNull(),
    seq: integer('seq').notNull(),
    version: integer('version'),
    actionId: text('action_id').notNull(),
    deployedBy: text('deployed_by').notNull(),
    deployedAt: instant('deployed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.classId, t.seq] }),
    index('life_deployment_at').on(t.siteId, t.classId, t.deployedAt),
  ],
)
