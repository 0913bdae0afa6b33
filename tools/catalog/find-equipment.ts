import { z } from 'zod'
import { type EquipmentRow, findEquipment, levels } from '../../factory/index.ts'
import { defineTool } from '../define-tool.ts'

const word = z.string().min(1).max(200).optional()

const input = z.strictObject({
  text: word.describe('As people say it; omitted: all.'),
  site: word,
  under: word.describe('Line or area to list.'),
  level: z.enum(levels).optional(),
  limit: z.int().min(1).max(200).default(20),
})

const output = z.strictObject({
  equipment: z.array(
    z.strictObject({
      id: z.string(),
      site: z.string(),
      level: z.string(),
      name: z.string(),
      class: z.string().nullable(),
      line: z.string().nullable(),
      criticality: z.string(),
      aliases: z.array(z.string()),
    }),
  ),
  total: z.number(),
  truncated: z.boolean(),
})

export const findEquipmentTool = defineTool({
  name: 'find_equipment',
  title: { zh: '查找设备', en: 'Find equipment' },
  description:
    'Finds lines and machines by what people call them (3号机, CNC-03, spindle mill), in Chinese or English, misspelt too, best match first; or lists what stands under a line. Gives the ids that the other tools take, with class, line and criticality (A is highest). Several for one nickname: ask which is meant.',
  effect: 'read',
  toolset: 'equipment',
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, search) => {
    const found = await ctx.db.tx('read', (tx) => findEquipment(tx, search), {
      principal: ctx.principal,
      signal: ctx.signal,
    })
    const equipment = found.items.map((row) => shown(row, ctx.language))
    return { data: { equipment, total: found.total, truncated: found.truncated } }
  },
})

function shown(row: EquipmentRow, language: 'zh' | 'en') {
  return {
    id: row.id,
    site: row.siteId,
    level: row.level,
    name: language === 'zh' ? row.nameZh : row.nameEn,
    class: (language === 'zh' ? row.classZh : row.classEn) ?? row.classId,
    line: row.lineId,
    criticality: row.criticality,
    aliases: row.aliases,
  }
}
