/**
 * What the fields of rows are called, and what people write above such columns:
 * Chinese | English | other words.
 */
export const fieldWords: Record<string, string> = {
  aliases: '别名 | Aliases | 其他名称, alias',
  areaId: '区域 | Area | 车间, workshop',
  at: '时间 | Time | 时段, 班次时段, 班次时间, 时间段, 起止时间, time slot, shift time, period, 日期, 日期时间, 时刻, 采集时间, 记录时间, 报工时间, 生产日期, 统计时间, date, timestamp, datetime, recorded at',
  category: '时间类别 | Time category | 状态类别, 类别, state category',
  characteristicId: '检验特性 | Characteristic | 检验项目, 检测项目, 特性, inspection item',
  classId: '设备类型 | Equipment class | 设备类别, 机型, class, machine type, model',
  closedAt: '关闭时间 | Closed | 完成时间, 完工时间, 修复时间, closed date, finish, actual finish',
  code: '报警代码 | Alarm code | 代码, 报警码, code',
  completedAt:
    '完工时间 | Completed | 实际完工, 实际完成时间, 完成日期, actual finish, completion date, completed at',
  component: '部件 | Component | 故障部位, 部位, part',
  counter: '计数器 | Counter',
  countedAt: '盘点时间 | Counted | 盘点日期, 库存日期, count date, stock date',
  countsAs: '计为 | Counts as',
  criticality: '重要度 | Criticality | 关键等级, ABC, class abc',
  customer: '客户 | Customer | 客户名称, 客户编号, 收货方, consignee, ship to, sold to',
  currency: '币种 | Currency | 货币',
  description: '描述 | Description | 详细描述, 说明, 备注, 故障描述, remarks, details',
  disposition: '处置 | Disposition | 批次状态, 判定, lot status',
  dueAt:
    '交期 | Due | 交货日期, 要求完成, 计划完工, 计划完成, 截止日期, 要求交期, due date, required date, delivery date, scheduled delivery',
  endAt: '结束时间 | End | 停止时间, 结束, 恢复时间, end time, stop time, to',
  endMinute: '结束分钟 | End minute',
  energyKwh:
    '能耗 kWh | Energy, kWh | 电量, 能耗, 用电量, 耗电量, energy, usage kwh, power consumption',
  equipmentId: '设备 | Equipment | 设备编号, 设备名称, 设备号, 机台, equipment, asset, machine',
  failureCode: '故障代码 | Failure code | 故障类型, fault code, problem code',
  failureModeId: '失效模式 | Failure mode | 故障模式, 故障类型, failure, fault',
  family: '产品族 | Product family | 系列, 产品类别, 品类, category, department, product group',
  firstPass: '一次合格数 | First-pass pieces | 直通数, 一次通过数, 首检合格, first pass, fpy qty',
  fromAt: '开始时间 | From | 起始时间, 开始, 起始, start, begin, from',
  fromLotId:
    '投入批次 | Made from lot | 上游批次, 来源批次, 半成品批次, 父批次, parent lot, source lot, input lot',
  good: '合格数 | Good pieces | 良品数, 合格数量, 良品, 产量, 合格品, 完成数, 实际产量, good, good qty, ok, output, yield qty, actual output',
  highLimit: '上限 | High limit | 报警上限, upper limit, max',
  id: '编号 | ID | 代码, 编码, 号码, code, no, number, id',
  indicators: '指标 | Indicators',
  level: '层级 | Level | 设备层级, 级别',
  lineId: '产线 | Line | 生产线, 线别, production line, line',
  lossClass: '损失类别 | Loss class | 损失类型',
  lotId: '批次 | Lot | 批号, 批次号, batch, lot no',
  lowLimit: '下限 | Low limit | 报警下限, lower limit, min',
  lowerLimit: '规格下限 | Lower limit | 下限, 公差下限, LSL, min',
  machineId:
    '设备 | Machine | 设备编号, 设备名称, 设备号, 机台, 机台号, 机号, 机床, machine, machine no, equipment, machine id',
  machineIds: '可用设备 | Machines | 设备, 可选设备, 机台, machine',
  materialId:
    '物料 | Material | 物料编号, 物料编码, 料号, 物料号, item, material no, part number, sku',
  materialLotId:
    '来料批次 | Material lot | 物料批次, 原料批次, 原材料批号, 炉号, 供应商批号, heat number, supplier lot, vendor batch',
  message: '报警内容 | Message | 报警信息, 内容, 信息, text, description',
  metricId: '指标 | Metric | 指标编号',
  nameEn: '英文名 | English name | 英文名称, 名称(英), name, english',
  nameZh: '中文名 | Chinese name | 名称, 中文名称, 设备名称, 产品名称, 物料名称, 姓名, name, 品名',
  nominal: '标准值 | Nominal | 名义值, 目标值, target',
  note: '备注 | Note | 说明, 停机说明, remark, comment',
  openedAt:
    '开单时间 | Opened | 报修时间, 创建时间, 报修日期, 发生时间, created, reported, open date, report date',
  orderId: '工单 | Order | 工单号, 生产工单, 订单号, 制令单号, 任务单, work order, order no, wo',
  orderedAt:
    '下单时间 | Ordered | 下单日期, 采购日期, 订购日期, order date, po date, po sent to vendor date',
  parentId: '上级 | Parent | 上级编号, 所属',
  people: '人数 | People | 所需人数, 人员数, headcount, persons',
  plannedRunSPerPiece:
    '标准节拍 | Planned cycle time | 节拍, 标准工时, 标准周期, 单件工时, 理论节拍, cycle time, ct, ideal cycle, smv, standard time',
  pricePerKwh: '电价 | Price per kWh | 单价, 元/kWh, 每度电价, price, tariff',
  priority: '优先级 | Priority | 紧急程度, urgency',
  producedAt: '生产时间 | Produced | 生产日期, production date, made on',
  producedQuantity:
    '完成数量 | Produced quantity | 已完成, 实际数量, 完工数, completed qty, finished',
  productId:
    '产品 | Product | 产品编号, 产品型号, 品种, 料号, 型号, 品号, 物料编码, product, part, item, sku, style',
  publishedAt: '发布时间 | Published',
  publishedBy: '发布人 | Published by',
  quality: '数据质量 | Quality | 质量码',
  purchaseLineId: '采购单行 | Purchase line | 采购单号, 采购订单, po, po number',
  quantity:
    '数量 | Quantity | 计划数量, 订单数量, 需求数量, 库存数量, 结存, qty, plan qty, amount, line item quantity',
  reason: '原因 | Reason | 说明, 事由, why, remark',
  reasonId:
    '停机原因 | Downtime reason | 原因, 原因代码, 停机代码, reason, downtime cause, stop reason',
  receivedAt:
    '到货时间 | Received | 到货日期, 收货日期, 入库日期, 实际到货, receipt date, delivered, delivered to client date, arrival',
  releaseAt:
    '下达时间 | Release | 开工日期, 计划开工, 下达日期, 投产日期, release date, planned start, start date',
  repairS: '维修时长 | Repair time | 修复时长, 维修时间, repair, time to repair, mttr, downtime',
  requestedBy: '报修人 | Requested by | 申请人, 提报人, requester, reported by',
  revision: '版本 | Revision | 版次, rev',
  rework: '返工数 | Rework pieces | 返修数, 返工, 返工数量, rework, rework qty',
  rollsOverAt: '计满归零 | Rolls over at',
  runSPerPiece:
    '单件工时 | Run time per piece | 加工时间, 节拍, 标准工时, cycle time, run time, processing time',
  scopeId: '范围 | Scope',
  scrap:
    '报废数 | Scrap pieces | 不良数, 废品数, 不合格数, 报废, 不良品, 报废数量, scrap, ng, defects, reject, scrap qty',
  seq: '工序号 | Sequence | 序号, 工序, 步骤, op, operation, step, sequence',
  setupS: '换型时间 | Set-up time | 准备时间, 换线时间, 调机时间, setup, changeover, setup time',
  shippedAt: '发货时间 | Shipped | 发货日期, 出货日期, 出货时间, ship date, shipped on, dispatched',
  shiftDate: '日期 | Date | 班次日期, 排班日期',
  shiftId: '班次 | Shift | 班别, shift',
  skill: '技能 | Skill | 工种, 资质, qualification',
  skills: '技能 | Skills | 工种, 资质, 可操作工序, qualifications',
  slots: '排程明细 | Slots',
  sourceKey: '源系统编号 | Key at its source | 记录号, 流水号, 样本号, record id, udi, uid, row id',
  standardCost: '标准成本 | Standard cost | 单位成本, 成本, unit cost',
  startAt:
    '开始时间 | Start | 开始, 停机时间, 起始时间, 停机开始, 起止时间, 时间段, start time, begin, from',
  startMinute: '开始分钟 | Start minute',
  startedAt: '实际开工 | Started | 开工时间, actual start',
  state: '状态 | State | 设备状态, 运行状态, status, machine status',
  status: '状态 | Status | 工单状态, 订单状态, state, order status',
  supplierId: '供应商 | Supplier | 供应商编号, 供应商名称, vendor, supplier',
  tagId: '测点 | Measuring point | 点位, 位号, 传感器, 测点编号, tag, sensor, signal',
  target: '目标值 | Target | 目标',
  teamId: '班组 | Team | 生产班组, team, crew',
  title: '标题 | Title | 故障现象, 主题, 问题描述, 维修内容, subject, summary, problem',
  unit: '单位 | Unit | 计量单位, uom',
  unitCost: '单价 | Unit cost | 成本, 单位成本, price, unit price, cost',
  untilAt: '结束时间 | Until | 截止时间, 结束, 截止, end, until, to',
  upperLimit: '规格上限 | Upper limit | 上限, 公差上限, USL, max',
  value: '数值 | Value | 测量值, 读数, 实测值, 值, 测试值, reading, measured',
  workerId: '人员编号 | Worker | 工号, 员工编号, 员工, employee, person',
  zone: '时区 | Time zone',
}

/** Where a field means something of its own in one stream. */
export const streamFieldWords: Record<string, Record<string, string>> = {
  equipment: {
    id: '设备编号 | Equipment ID | 设备号, 资产编号, 机台号, machine no, asset id',
    nameZh: '设备名称 | Chinese name | 名称, 中文名, name',
  },
  product: {
    id: '产品编号 | Product ID | 产品型号, 料号, 品号, part number, sku, item no',
  },
  material: {
    id: '物料编号 | Material ID | 料号, 物料编码, 物料号, part number, item no',
  },
  supplier: {
    id: '供应商编号 | Supplier ID | 供应商代码, vendor no',
  },
  production_order: {
    id: '工单号 | Order number | 生产工单, 生产订单, 订单号, 制令单号, work order, order no, wo',
  },
  ticket: {
    id: '维修单号 | Ticket number | 维修工单号, 报修单号, 单号, work order, wo id, ticket',
    kind: '维修类型 | Kind | 工单类型, 类型, type',
  },
  lot: {
    id: '批次号 | Lot number | 批号, 批次, lot, batch',
  },
  material_lot: {
    id: '来料批次号 | Material lot number | 物料批号, 原料批号, 批次号, 炉号, 批号, lot, heat number, supplier lot, batch',
  },
  lot_input: {
    lotId: '批次 | Lot made | 产出批次, 成品批次, 批次号, 批号, lot, output lot, batch',
    at: '投料时间 | Taken at | 领用时间, 投入时间, 时间, 日期, issued, consumed at, date',
  },
  lot_shipment: {
    lotId: '批次 | Lot | 批次号, 批号, lot no, batch',
  },
  purchase_line: {
    id: '采购单行号 | Purchase line | 采购单号, 订单号, po, po number, po / so #',
  },
  team: {
    id: '班组编号 | Team ID | 班组',
  },
  worker: {
    id: '工号 | Worker number | 员工编号, 人员编号, employee no, person id',
  },
  machine_window: {
    kind: '停机类型 | Kind | 类型, 类别, type',
  },
  tag: {
    id: '测点编号 | Point ID | 位号, 点位',
  },
}
