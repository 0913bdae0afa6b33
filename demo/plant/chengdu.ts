import type { MachinePlan, SitePlan } from './plan-types.ts'

type Given = [code: string, classId: string, zh: string, en: string, criticality?: 'A' | 'B' | 'C']

function machine(...[code, classId, zh, en, criticality = 'B']: Given): MachinePlan {
  return { id: `CD-${code}`, classId, name: { zh, en }, aliases: [code], criticality }
}

/** Counts are cartons of twelve 500 g bottles. */
export const chengdu: SitePlan = {
  id: 'chengdu',
  prefix: 'CD',
  name: { zh: '成都工厂', en: 'Chengdu plant' },
  aliases: ['成都', 'Chengdu', 'CD'],
  areas: [
    { id: 'CD-A1', name: { zh: '灌装车间', en: 'Filling hall' } },
    { id: 'CD-A2', name: { zh: '包装车间', en: 'Packing hall' } },
  ],
  lines: [
    {
      id: 'CD-L1',
      areaId: 'CD-A1',
      name: { zh: '灌装一线', en: 'Filling line 1' },
      aliases: ['灌装1线'],
      campaignShifts: 3,
      machines: [
        machine('MIX-01', 'mixer', '1号搅拌罐', 'Mixer 1'),
        machine('PST-01', 'pasteuriser', '杀菌机', 'Pasteuriser', 'A'),
        machine('FIL-01', 'filler', '1号灌装机', 'Filler 1', 'A'),
        machine('CAP-01', 'capper', '1号旋盖机', 'Capper 1'),
        machine('LBL-01', 'labeller', '1号贴标机', 'Labeller 1', 'C'),
      ],
    },
    {
      id: 'CD-L2',
      areaId: 'CD-A1',
      name: { zh: '灌装二线', en: 'Filling line 2' },
      aliases: ['灌装2线'],
      campaignShifts: 3,
      machines: [
        machine('MIX-02', 'mixer', '2号搅拌罐', 'Mixer 2'),
        machine('FIL-02', 'filler', '2号灌装机', 'Filler 2', 'A'),
        machine('CAP-02', 'capper', '2号旋盖机', 'Capper 2'),
        machine('LBL-02', 'labeller', '2号贴标机', 'Labeller 2', 'C'),
      ],
    },
    {
      id: 'CD-L3',
      areaId: 'CD-A2',
      name: { zh: '包装线', en: 'Packing line' },
      aliases: [],
      campaignShifts: 3,
      machines: [
        machine('PCK-01', 'packer', '1号装箱机', 'Case packer 1'),
        machine('PCK-02', 'packer', '2号装箱机', 'Case packer 2'),
        machine('PAL-01', 'palletiser', '码垛机', 'Palletiser', 'A'),
      ],
    },
  ],
  finalLineId: 'CD-L3',
  products: [
    {
      id: 'CD-P10',
      name: { zh: '豆瓣酱 500 g', en: 'Chilli bean paste 500 g' },
      family: 'paste',
      aliases: ['豆瓣酱', 'bean paste'],
      pace: 1.1,
      cost: 62,
    },
    {
      id: 'CD-P11',
      name: { zh: '香辣酱 500 g', en: 'Hot sauce 500 g' },
      family: 'paste',
      aliases: ['香辣酱', 'hot sauce'],
      pace: 1.05,
      cost: 58,
    },
    {
      id: 'CD-P20',
      name: { zh: '酱油 500 g', en: 'Soy sauce 500 g' },
      family: 'liquid',
      aliases: ['酱油', 'soy sauce'],
      pace: 0.92,
      cost: 44,
    },
    {
      id: 'CD-P21',
      name: { zh: '香醋 500 g', en: 'Rice vinegar 500 g' },
      family: 'liquid',
      aliases: ['香醋', 'vinegar'],
      pace: 0.9,
      cost: 39,
    },
  ],
  operations: [
    {
      seq: 10,
      name: { zh: '配料', en: 'Mixing' },
      machineIds: ['CD-MIX-01', 'CD-MIX-02'],
      runS: 36,
      setupS: 2400,
    },
    {
      seq: 20,
      name: { zh: '杀菌', en: 'Pasteurising' },
      machineIds: ['CD-PST-01'],
      runS: 20,
      setupS: 1800,
    },
    {
      seq: 30,
      name: { zh: '灌装', en: 'Filling' },
      machineIds: ['CD-FIL-01', 'CD-FIL-02'],
      runS: 36,
      setupS: 2700,
    },
    {
      seq: 40,
      name: { zh: '旋盖', en: 'Capping' },
      machineIds: ['CD-CAP-01', 'CD-CAP-02'],
      runS: 36,
      setupS: 900,
    },
    {
      seq: 50,
      name: { zh: '贴标', en: 'Labelling' },
      machineIds: ['CD-LBL-01', 'CD-LBL-02'],
      runS: 36,
      setupS: 900,
    },
    {
      seq: 60,
      name: { zh: '装箱', en: 'Case packing' },
      machineIds: ['CD-PCK-01', 'CD-PCK-02'],
      runS: 36,
      setupS: 600,
    },
    {
      seq: 70,
      name: { zh: '码垛', en: 'Palletising' },
      machineIds: ['CD-PAL-01'],
      runS: 18,
      setupS: 300,
    },
  ],
  characteristic: {
    key: 'fill-weight',
    operationSeq: 30,
    name: { zh: '灌装净重', en: 'Fill weight' },
    unit: 'g',
    nominal: 500,
    tolerance: 8,
    spread: 1.6,
  },
  suppliers: [
    { id: 'CD-S1', name: { zh: '蜀田农产', en: 'Shutian Farm Produce' } },
    { id: 'CD-S2', name: { zh: '川南玻璃', en: 'Chuannan Glass' } },
  ],
  materials: [
    {
      id: 'CD-M10',
      name: { zh: '调味原料', en: 'Seasoning base' },
      unit: 'kg',
      perPiece: 6,
      supplierId: 'CD-S1',
      stockDays: 7,
      cost: 8.5,
    },
    {
      id: 'CD-M20',
      name: { zh: '500 g 玻璃瓶', en: '500 g glass bottle' },
      unit: 'pcs',
      perPiece: 12,
      supplierId: 'CD-S2',
      stockDays: 5,
      cost: 1.3,
    },
    {
      id: 'CD-M30',
      name: { zh: '瓶盖', en: 'Cap' },
      unit: 'pcs',
      perPiece: 12,
      supplierId: 'CD-S2',
      stockDays: 10,
      cost: 0.25,
    },
  ],
  breakReasonId: 'cleaning',
  breakS: 2400,
  openOrders: 10,
  orderPieces: { from: 200, to: 500 },
  oeeTarget: 0.76,
}
