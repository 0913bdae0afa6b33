type Shift = { site: string; shift?: string | undefined; date?: string | undefined }
type OfSite = { site: string; date?: string | undefined }

/** What each prompt asks for, in both languages: which tools to call, and what to leave to people. */
export const promptTexts = {
  shiftReport: {
    title: { zh: '班次报告', en: 'Shift report' },
    description:
      'What a shift made, lost and left open, with traced numbers. 班次产出、损失与遗留。',
    en: ({ site, shift, date }: Shift) =>
      `Write the report of ${shift ?? 'the last'} shift${date ? ` of ${date}` : ''} at site ${site}.
1. query_kpi: output, scrap and OEE with its three factors, by line, compared with the same shift a week before.
2. query_kpi: downtime by reason, the five largest.
3. list_tickets: those opened in the shift or still open. list_orders: those that run late.
Give every number with unit and window, name what is missing, and end with at most three things the next shift should do.`,
    zh: ({ site, shift, date }: Shift) =>
      `请写 ${site} 工厂${date ? ` ${date} ` : ''}${shift ?? '上一个'}班次的报告。
1. query_kpi：各产线的产量、废品、OEE 及其三个因子，并与一周前同一班次比较。
2. query_kpi：按原因的停机时间，取前五。
3. list_tickets：本班开立或仍未关闭的工单；list_orders：将要延期的订单。
每个数字写明单位和时间窗，说明缺什么数据，最后给下一班最多三条建议。`,
  },
  shiftHandover: {
    title: { zh: '交接班', en: 'Shift handover' },
    description: 'What runs, what stands, what to watch and decide. 在运行、停机、关注与待决定。',
    en: ({ site, shift, date }: Shift) =>
      `Prepare the handover of ${shift ?? 'the last'} shift${date ? ` of ${date}` : ''} at site ${site} for whoever comes next.
1. read_machine_state of each machine that stands, is in alarm or runs slow: since when and why. find_equipment lists the machines.
2. query_kpi: good output and scrap against target by line; downtime by reason.
3. list_tickets: open ones, the urgent first. list_orders: what runs now and what is late.
Write four short lists: runs, stands, watch, decide. Under "decide" name each proposal that waits with its inbox_url; a person decides it.`,
    zh: ({ site, shift, date }: Shift) =>
      `请为接班人员准备 ${site} 工厂${date ? ` ${date} ` : ''}${shift ?? '上一个'}班次的交接。
1. read_machine_state：停机、报警或降速的每台设备，从何时起、为什么；设备用 find_equipment 列出。
2. query_kpi：各产线良品与废品对比目标；按原因的停机时间。
3. list_tickets：未关闭的工单，紧急的在前；list_orders：正在生产的和延期的订单。
写成四个短清单：在运行、停机、需关注、待决定。“待决定”写明每个待批建议和 inbox_url，由人决定。`,
  },
  whyMetric: {
    title: { zh: '指标为何偏低', en: 'Why a metric is low' },
    description: 'What lowers OEE or another metric, loss by loss. 指标偏低的原因分解。',
    en: ({ metric = 'oee', ...of }: { metric?: string | undefined; site: string }) =>
      `Find out why ${metric} of site ${of.site} is low.
1. query_kpi: ${metric} by line, last 7 days compared with the 7 before, and by day.
2. explain_kpi: what explains the change; then again for the line that lost most.
3. read_machine_state and list_tickets of the machine that weighs most; search_knowledge for its leading reason.
Say how much of the change each loss explains, with unit and window. What is arithmetic and what is cause must stay apart; name what would have to be checked on the floor.`,
    zh: ({ metric = 'oee', ...of }: { metric?: string | undefined; site: string }) =>
      `请查明 ${of.site} 工厂 ${metric} 偏低的原因。
1. query_kpi：按产线的 ${metric}，最近 7 天与之前 7 天比较，并按日列出。
2. explain_kpi：变化由什么构成；对损失最多的产线再查一次。
3. 影响最大的设备：read_machine_state、list_tickets；主要原因用 search_knowledge 查手册。
写明每项损失解释了多少变化，注明单位和时间窗；算术分解与原因要分开；指出哪些需要到现场确认。`,
  },
  dailyReport: {
    title: { zh: '日报', en: 'Daily report' },
    description: 'One page about one day, against the day before. 一天的情况与前一天比较。',
    en: ({ site, date }: OfSite) =>
      `Write the daily report of site ${site} for ${date ?? 'yesterday'}.
1. query_kpi: OEE with its factors, good output, scrap and energy by line, compared with the day before.
2. query_kpi: downtime by reason; OEE by shift.
3. list_orders: late ones. list_tickets: opened and closed that day.
One page: a table of figures with units and targets, three findings with evidence, what is missing in the data. Propose nothing that was not asked for.`,
    zh: ({ site, date }: OfSite) =>
      `请写 ${site} 工厂${date ?? '昨天'}的日报。
1. query_kpi：各产线的 OEE 及因子、良品、废品、能耗，与前一天比较。
2. query_kpi：按原因的停机时间；按班次的 OEE。
3. list_orders：延期订单；list_tickets：当天开立和关闭的工单。
一页以内：带单位和目标的指标表、三条有依据的发现、缺失的数据。没有要求的不要提交建议。`,
  },
  lateOrders: {
    title: { zh: '延期订单', en: 'Late orders' },
    description: 'Which orders will be late, and what helps. 哪些订单延期，如何改善。',
    en: ({ site }: OfSite) =>
      `Which orders of site ${site} will be late, and what can be done?
1. list_orders with late_only: how late each is by the current schedule, and for whom.
2. query_kpi and read_machine_state of the machines that they wait for.
3. If planning anew would help, file it with propose_schedule; say what moves and what it gains. A person decides at inbox_url.
Give hours, quantities and due dates as they were returned; say which orders nothing helps.`,
    zh: ({ site }: OfSite) =>
      `${site} 工厂哪些订单会延期，可以怎么办？
1. list_orders（late_only）：按当前排程各延期多少小时。
2. 它们等待的设备：query_kpi 和 read_machine_state。
3. 如重新排程有帮助，用 propose_schedule 提交，写明移动了什么、改善多少；由人在 inbox_url 决定。
小时数、数量、交期照返回的写；说明哪些订单无法挽回。`,
  },
  machineDiagnosis: {
    title: { zh: '设备诊断', en: 'Machine diagnosis' },
    description: 'Why a machine stops, with evidence and manuals. 设备停机原因与依据。',
    en: ({ machine }: { machine: string }) =>
      `Find out why machine ${machine} stops or runs badly.
1. find_equipment and read_machine_state: what it is and what it does now.
2. query_kpi: downtime by reason, MTBF and MTTR, last 30 days against the 30 before.
3. list_tickets: what was done to it. search_knowledge: what the manuals say of the leading reason; quote with page.
State the likeliest cause with its evidence and what speaks against it. If maintenance is needed, file it with open_maintenance_ticket; a person decides.`,
    zh: ({ machine }: { machine: string }) =>
      `请查明设备 ${machine} 停机或运行不良的原因。
1. find_equipment 和 read_machine_state：它是什么，现在状态如何。
2. query_kpi：按原因的停机时间、MTBF、MTTR，最近 30 天与之前 30 天比较。
3. list_tickets：做过哪些维修；search_knowledge：手册对主要原因怎么说，引用并注明页码。
给出最可能的原因、依据和反证。如需维修，用 open_maintenance_ticket 提交，由人决定。`,
  },
}
