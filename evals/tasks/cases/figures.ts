import type { Localized } from '../../../base/language.ts'
import type { TaskPair } from '../task.ts'
import { script } from './steps.ts'

const lastWeek = ['2026-11-15 16:00+00', '2026-11-22 16:00+00'] as const
const sevenDays = ['2026-11-17 16:00+00', '2026-11-24 03:00+00'] as const
type Span = readonly [string, string]

/** From the raw states and counts, over a span that begins and ends with whole hours. */
const oee = (site: string, line: string | null, [from, to]: Span = lastWeek) => ({
  sql: `with busy as (select sum(extract(epoch from least(coalesce(s.end_at, '${to}'), '${to}'::timestamptz)
      - greatest(s.start_at, '${from}'::timestamptz))) as s
    from machine_state s join equipment e on e.site_id = s.site_id and e.id = s.machine_id
    where s.site_id = '${site}' and s.category <> 'planned_stop' and s.start_at < '${to}'
      and coalesce(s.end_at, '${to}') > '${from}' ${line === null ? '' : `and e.line_id = '${line}'`}),
  made as (select sum(c.good) as good, sum(c.good + c.scrap + c.rework) as produced,
      sum(c.planned_run_s_per_piece * (c.good + c.scrap + c.rework)) as run
    from production_count c join equipment e on e.site_id = c.site_id and e.id = c.machine_id
    where c.site_id = '${site}' and c.at > '${from}' and c.at <= '${to}'
      ${line === null ? '' : `and e.line_id = '${line}'`})
  select (100 * run / s * good / produced)::float8 from busy, made`,
})
const scrap = (machine: string, [from, to]: Span) => ({
  sql: `select (100.0 * sum(scrap) / sum(good + scrap + rework))::float8 from production_count
    where machine_id = '${machine}' and at > '${from}' and at <= '${to}'`,
})
const output = (site: string, [from, to]: Span, team: string | null = null) => ({
  sql: `select sum(c.good)::int from production_count c
    cross join lateral (select (c.at - interval '1 ms') at time zone 'Asia/Shanghai' as local) l
    join shift_roster r on r.site_id = c.site_id and r.shift_date = l.local::date
      and r.shift_id = case when extract(hour from l.local) < 8 then 'night'
        when extract(hour from l.local) < 16 then 'day' else 'evening' end
    where c.site_id = '${site}' and c.at > '${from}' and c.at <= '${to}'
      ${team === null ? '' : `and r.team_id = '${team}'`}`,
})
const downMinutes = (machine: string, [from, to]: Span) => ({
  sql: `select (sum(extract(epoch from least(coalesce(end_at, '${to}'), '${to}'::timestamptz)
      - greatest(start_at, '${from}'::timestamptz))) / 60)::float8 from machine_state
    where machine_id = '${machine}' and category = 'down' and start_at < '${to}'
      and coalesce(end_at, '${to}') > '${from}'`,
})

const kpi = (args: Record<string, unknown>, text: string | Localized) =>
  script([{ name: 'query_kpi', args }], text)
const week = { period: 'last_week' }

export const figures: TaskPair[] = [
  {
    id: 'lowest-team',
    as: 'supervisor@suzhou',
    steps: [
      {
        say: { zh: '最近哪个班组产量最低?', en: 'Which team had the lowest output recently?' },
        facts: [{ zh: '丁班', en: 'Team D' }, output('suzhou', sevenDays, 'D')],
        script: kpi(
          {
            metrics: ['output'],
            dimensions: ['team'],
            window: { period: 'last_n_days', n: 7 },
            order: { by: 'output', direction: 'asc' },
          },
          { zh: '丁班 {{1.rows.0.1}} 件', en: 'Team {{1.rows.0.0}}: {{1.rows.0.1}}' },
        ),
      },
    ],
  },
  {
    id: 'oee-by-line',
    as: 'supervisor@dongguan',
    steps: [
      {
        say: { zh: '上周各条线的OEE是多少?', en: 'What was OEE last week, by line?' },
        facts: [
          'DG-L1',
          'DG-L2',
          'DG-L3',
          oee('dongguan', 'DG-L1'),
          oee('dongguan', 'DG-L2'),
          oee('dongguan', 'DG-L3'),
        ],
        script: kpi(
          { metrics: ['oee'], dimensions: ['line'], window: week },
          '{{1.rows.0.0}} {{1.rows.0.1}} %, {{1.rows.1.0}} {{1.rows.1.1}} %, {{1.rows.2.0}} {{1.rows.2.1}} %',
        ),
      },
    ],
  },
  {
    id: 'oee-then-the-other-line',
    as: 'supervisor@suzhou',
    steps: [
      {
        say: { zh: '上周SZ-L1的OEE', en: 'OEE of SZ-L1 last week' },
        facts: [oee('suzhou', 'SZ-L1')],
        script: kpi(
          { metrics: ['oee'], filters: { line: ['SZ-L1'] }, window: week },
          '{{1.rows.0.0}} %',
        ),
      },
      {
        say: { zh: '那SZ-L2呢?', en: 'and SZ-L2?' },
        facts: [oee('suzhou', 'SZ-L2')],
        script: kpi(
          { metrics: ['oee'], filters: { line: ['SZ-L2'] }, window: week },
          '{{1.rows.0.0}} %',
        ),
      },
    ],
  },
  {
    id: 'oee-of-the-sites',
    as: 'manager@group',
    steps: [
      {
        say: { zh: '各厂上周的OEE', en: 'OEE last week by site' },
        facts: [oee('suzhou', null), oee('dongguan', null), oee('chengdu', null)],
        script: kpi(
          { metrics: ['oee'], dimensions: ['site'], window: week },
          '{{1.rows.0.1}} %, {{1.rows.1.1}} %, {{1.rows.2.1}} %',
        ),
      },
    ],
  },
  {
    id: 'output-then-by-team',
    as: 'supervisor@suzhou',
    steps: [
      {
        say: { zh: '上周良品产量是多少?', en: 'What was good output last week?' },
        facts: [output('suzhou', lastWeek)],
        script: kpi({ metrics: ['output'], window: week }, '{{1.rows.0.0}}'),
      },
      {
        say: { zh: '按班组呢?', en: 'and by team?' },
        facts: [...['A', 'B', 'C', 'D'].map((team) => output('suzhou', lastWeek, team))],
        script: kpi(
          { metrics: ['output'], dimensions: ['team'], window: week },
          '{{1.rows.0.1}}, {{1.rows.1.1}}, {{1.rows.2.1}}, {{1.rows.3.1}}',
        ),
      },
    ],
  },
  {
    id: 'why-scrap-rose',
    as: 'operator@chengdu',
    steps: [
      {
        say: {
          zh: '为什么2号灌装机的报废率上升了?',
          en: 'Why did the scrap rate of CD-FIL-02 rise?',
        },
        facts: [
          scrap('CD-FIL-02', sevenDays),
          scrap('CD-FIL-02', ['2026-11-10 16:00+00', '2026-11-17 03:00+00']),
        ],
        script: script(
          [
            {
              name: 'explain_kpi',
              args: {
                metric: 'scrap_ratio',
                filters: { machine: ['CD-FIL-02'] },
                window: { period: 'last_n_days', n: 7 },
              },
            },
          ],
          '{{1.before}} % → {{1.now}} %',
        ),
      },
    ],
  },
  {
    id: 'most-scrap',
    as: 'supervisor@chengdu',
    steps: [
      {
        say: {
          zh: '上周哪台设备报废率最高?',
          en: 'Which machine had the highest scrap rate last week?',
        },
        facts: ['CD-FIL-02', scrap('CD-FIL-02', lastWeek)],
        script: kpi(
          {
            metrics: ['scrap_ratio'],
            dimensions: ['machine'],
            window: week,
            order: { by: 'scrap_ratio', direction: 'desc' },
          },
          '{{1.rows.0.0}}: {{1.rows.0.1}} %',
        ),
      },
    ],
  },
  {
    id: 'longest-stops',
    as: 'operator@dongguan',
    steps: [
      {
        say: {
          zh: '上周哪台设备停机时间最长?',
          en: 'Which machine had the most downtime last week?',
        },
        facts: ['DG-PKG-01', downMinutes('DG-PKG-01', lastWeek)],
        script: kpi(
          {
            metrics: ['downtime'],
            dimensions: ['machine'],
            window: week,
            order: { by: 'downtime', direction: 'desc' },
          },
          '{{1.rows.0.0}}: {{1.rows.0.1}} min',
        ),
      },
    ],
  },
  {
    id: 'stopped-now',
    as: 'supervisor@suzhou',
    steps: [
      {
        say: { zh: '现在哪些机器停着?', en: 'Which machines are down now?' },
        facts: [
          {
            sql: `select machine_id from machine_state where site_id = 'suzhou' and end_at is null and category = 'down'`,
          },
        ],
        script: script(
          [
            { name: 'read_machine_state', args: { machine: 'SZ-CNC-03' } },
            { name: 'read_machine_state', args: { machine: 'SZ-CNC-05' } },
          ],
          '{{1.machine.id}}: {{1.state.reason}}; {{2.machine.id}}: {{2.state.reason}}',
        ),
      },
    ],
  },
  {
    id: 'state-of-a-machine',
    as: 'operator@dongguan',
    steps: [
      {
        say: { zh: 'DG-AOI-01 现在什么状态?', en: 'What is the status of DG-AOI-01?' },
        facts: [{ zh: '班中休息', en: 'Meal break' }],
        script: script(
          [{ name: 'read_machine_state', args: { machine: 'DG-AOI-01' } }],
          '{{1.state.reason}}',
        ),
      },
    ],
  },
  {
    id: 'machines-of-a-line',
    as: 'operator@chengdu',
    steps: [
      {
        say: { zh: 'CD-L2有哪些设备?', en: 'Which machines are on CD-L2?' },
        facts: [{ sql: `select id from equipment where line_id = 'CD-L2' and level = 'machine'` }],
        script: script(
          [{ name: 'find_equipment', args: { under: 'CD-L2', level: 'machine' } }],
          '{{1.equipment.0.id}} {{1.equipment.1.id}} {{1.equipment.2.id}} {{1.equipment.3.id}}',
        ),
      },
    ],
  },
  {
    id: 'latest-supplier',
    as: 'planner@suzhou',
    steps: [
      {
        say: {
          zh: '上个月哪个供应商最不准时?',
          en: 'Which supplier was least on time last month?',
        },
        facts: [{ zh: '东港铸件', en: 'Eastport Castings' }],
        script: kpi(
          {
            metrics: ['supplier_on_time'],
            dimensions: ['supplier'],
            window: { period: 'last_month' },
            order: { by: 'supplier_on_time', direction: 'asc' },
          },
          {
            zh: '东港铸件({{1.rows.0.0}}){{1.rows.0.1}} %',
            en: 'Eastport Castings ({{1.rows.0.0}}): {{1.rows.0.1}} %',
          },
        ),
      },
    ],
  },
]
