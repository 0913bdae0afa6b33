import type { MachinePlan, SitePlan } from './plan-types.ts'

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八'] as const

function cnc(number: number): MachinePlan {
  const short = `CNC-${String(number).padStart(2, '0')}`
  return {
    id: `SZ-${short}`,
    classId: 'cnc',
    name: {
      zh: `${number}号${number <= 4 ? '数控车床' : '加工中心'}`,
      en: `${number <= 4 ? 'CNC lathe' : 'Machining centre'} ${number}`,
    },
    aliases: [
      `${number}号机`,
      `${digits[number] ?? number}号机`,
      short,
      `CNC${number}`,
      `machine ${number}`,
    ],
    criticality: number === 3 || number === 5 ? 'A' : 'B',
  }
}

export const suzhou: SitePlan = {
  id: 'suzhou',
  prefix: 'SZ',
  name: { zh: '苏州工厂', en: 'Suzhou plant' },
  aliases: ['苏州', 'Suzhou', 'SZ'],
  areas: [
    { id: 'SZ-A1', name: { zh: '机加工车间', en: 'Machining shop' } },
    { id: 'SZ-A2', name: { zh: '精加工与装配车间', en: 'Finishing and assembly shop' } },
  ],
  lines: [
    {
      id: 'SZ-L1',
      areaId: 'SZ-A1',
      name: { zh: '车削线', en: 'Turning line' },
      aliases: ['1号线', 'L1'],
      campaignShifts: 4,
      machines: [cnc(1), cnc(2), cnc(3), cnc(4)],
    },
    {
      id: 'SZ-L2',
      areaId: 'SZ-A1',
      name: { zh: '铣削线', en: 'Milling line' },
      aliases: ['2号线', 'L2'],
      campaignShifts: 4,
      machines: [cnc(5), cnc(6), cnc(7), cnc(8)],
    },
    {
      id: 'SZ-L3',
      areaId: 'SZ-A2',
      name: { zh: '精加工装配线', en: 'Finishing and assembly line' },
      aliases: ['3号线', 'L3'],
      campaignShifts: 3,
      machines: [
        {
          id: 'SZ-GRD-01',
          classId: 'grinder',
          name: { zh: '1号磨床', en: 'Grinder 1' },
          aliases: ['GRD-01'],
          criticality: 'A',
        },
        {
          id: 'SZ-GRD-02',
          classId: 'grinder',
          name: { zh: '2号磨床', en: 'Grinder 2' },
          aliases: ['GRD-02'],
          criticality: 'B',
        },
        {
          id: 'SZ-WSH-01',
          classId: 'washer',
          name: { zh: '清洗机', en: 'Parts washer' },
          aliases: ['WSH-01'],
          criticality: 'B',
        },
        {
          id: 'SZ-ASM-01',
          classId: 'assembly',
          name: { zh: '装配站', en: 'Assembly station' },
          aliases: ['ASM-01', 'SZ ASM-01'],
          criticality: 'A',
        },
      ],
    },
  ],
  finalLineId: 'SZ-L3',
  products: [
    {
      id: 'SZ-P10',
      name: { zh: '转向输出轴', en: 'Steering output shaft' },
      family: 'shaft',
      aliases: ['输出轴'],
      pace: 1,
    },
    {
      id: 'SZ-P11',
      name: { zh: '电机转轴', en: 'Motor shaft' },
      family: 'shaft',
      aliases: ['转轴'],
      pace: 0.9,
    },
    {
      id: 'SZ-P20',
      name: { zh: '水泵壳体', en: 'Water pump housing' },
      family: 'housing',
      aliases: ['泵壳'],
      pace: 1.1,
    },
    {
      id: 'SZ-P21',
      name: { zh: '阀体', en: 'Valve body' },
      family: 'housing',
      aliases: [],
      pace: 1.05,
    },
    {
      id: 'SZ-P30',
      name: { zh: '行星架', en: 'Planet carrier' },
      family: 'carrier',
      aliases: [],
      pace: 1.15,
    },
  ],
  operations: [
    {
      seq: 10,
      name: { zh: '车削', en: 'Turning' },
      machineIds: ['SZ-CNC-01', 'SZ-CNC-02', 'SZ-CNC-03', 'SZ-CNC-04'],
      runS: 72,
      setupS: 2700,
    },
    {
      seq: 20,
      name: { zh: '铣削', en: 'Milling' },
      machineIds: ['SZ-CNC-05', 'SZ-CNC-06', 'SZ-CNC-07', 'SZ-CNC-08'],
      runS: 72,
      setupS: 2700,
    },
    {
      seq: 30,
      name: { zh: '磨削', en: 'Grinding' },
      machineIds: ['SZ-GRD-01', 'SZ-GRD-02'],
      runS: 36,
      setupS: 1800,
    },
    {
      seq: 40,
      name: { zh: '清洗', en: 'Washing' },
      machineIds: ['SZ-WSH-01'],
      runS: 18,
      setupS: 600,
    },
    {
      seq: 50,
      name: { zh: '装配', en: 'Assembly' },
      machineIds: ['SZ-ASM-01'],
      runS: 18,
      setupS: 1200,
    },
  ],
  characteristic: {
    key: 'bore-diameter',
    operationSeq: 10,
    name: { zh: '轴承位直径', en: 'Bearing seat diameter' },
    unit: 'mm',
    nominal: 70,
    tolerance: 0.015,
    spread: 0.0035,
  },
  suppliers: [
    { id: 'SZ-S1', name: { zh: '江北特钢', en: 'Jiangbei Special Steel' } },
    { id: 'SZ-S2', name: { zh: '东港铸件', en: 'Eastport Castings' } },
    { id: 'SZ-S3', name: { zh: '沪宁刀具', en: 'Huning Cutting Tools' } },
  ],
  materials: [
    {
      id: 'SZ-M10',
      name: { zh: '合金钢棒料', en: 'Alloy steel bar' },
      unit: 'pcs',
      perPiece: 1,
      supplierId: 'SZ-S1',
      stockDays: 6,
    },
    {
      id: 'SZ-M20',
      name: { zh: '铝合金铸件毛坯', en: 'Aluminium casting blank' },
      unit: 'pcs',
      perPiece: 1,
      supplierId: 'SZ-S2',
      stockDays: 1.5,
    },
    {
      id: 'SZ-M30',
      name: { zh: '硬质合金刀片', en: 'Carbide insert' },
      unit: 'pcs',
      perPiece: 0.05,
      supplierId: 'SZ-S3',
      stockDays: 9,
    },
  ],
  breakReasonId: 'meal-break',
  breakS: 1800,
  openOrders: 25,
  orderPieces: { from: 80, to: 260 },
  oeeTarget: 0.78,
}
