import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { FieldSchema } from '../../server/http/contract.ts'
import { faultIn, fieldsOf, givenIn } from './schema.ts'

const input = z.strictObject({
  equipment: z.string().min(1).describe('Machine.'),
  priority: z.enum(['low', 'high']).default('low'),
  horizon_hours: z.int().min(1).max(48).default(24),
  description: z.string().max(4000).default(''),
  urgent: z.boolean().default(false),
  roles: z.array(z.enum(['manager', 'admin'])).min(1),
  hours: z.strictObject({ from: z.string(), to: z.string() }).nullable().default(null),
  steps: z.array(z.strictObject({ afterMinutes: z.int().min(1), note: z.string() })).default([]),
  site: z.string().optional(),
})
const schema = z.toJSONSchema(input, { io: 'input', reused: 'inline' }) as FieldSchema
const fields = fieldsOf(schema, ['site'])
const good = { equipment: 'CNC-1', roles: ['admin'] }

describe('a form made from a schema', () => {
  test('shows each field as what it is, with its limits, choices and unit', () => {
    const shown = Object.fromEntries(fields.map(({ name, kind }) => [name, kind]))
    expect(shown).toEqual({
      ...{ equipment: 'text', priority: 'choice', horizon_hours: 'number', description: 'long' },
      ...{ urgent: 'switch', roles: 'choices', hours: 'group', steps: 'rows' },
    })
    const field = (name: string) => fields.find((one) => one.name === name)
    expect(field('horizon_hours')).toMatchObject({ min: 1, max: 48, unit: 'h', required: false })
    expect(field('priority')?.choices).toEqual(['low', 'high'])
    expect(field('hours')).toMatchObject({ nullable: true, fields: [{ name: 'from' }, {}] })
    expect(field('steps')?.fields[0]).toMatchObject({
      name: 'afterMinutes',
      unit: 'min',
      max: null,
    })
    expect(field('equipment')).toMatchObject({ required: true, description: 'Machine.' })
  })

  test.each([
    [{ roles: ['admin'] }, 'equipment', 'missing'],
    [{ ...good, roles: [] }, 'roles', 'missing'],
    [{ ...good, horizon_hours: 0 }, 'horizon_hours', 'low'],
    [{ ...good, horizon_hours: 49 }, 'horizon_hours', 'high'],
    [{ ...good, horizon_hours: '4a' }, 'horizon_hours', 'number'],
    [{ ...good, description: 'x'.repeat(4001) }, 'description', 'long'],
    [{ ...good, hours: { from: '06:00' } }, 'hours.to', 'missing'],
    [
      { ...good, steps: [{ afterMinutes: 5, note: 'n' }, { note: 'n' }] },
      'steps.1.afterMinutes',
      'missing',
    ],
  ])('finds the fault in %j at %s', (values, path, text) => {
    expect(faultIn(fields, values)).toEqual({ path, text })
  })

  test('has nothing against what is right, and leaves away what is empty', () => {
    expect(faultIn(fields, { ...good, hours: null })).toBeNull()
    expect(givenIn({ ...good, description: '', hours: null, site: undefined })).toEqual({
      ...good,
      hours: null,
    })
  })
})
