/** Controller codes by ISO 14224 failure mode; `documents/alarm-codes-*.md` explains them to people. */
export const alarmOfMode: Readonly<Record<string, { code: string; message: string }>> = {
  AIR: { code: 'ALM-3101', message: 'Sensor reading out of range' },
  BRD: { code: 'ALM-1101', message: 'Drive or mechanism fault' },
  ELP: { code: 'ALM-4102', message: 'Product leak detected' },
  ELU: { code: 'ALM-4101', message: 'Utility pressure low, leak suspected' },
  NOI: { code: 'ALM-2201', message: 'Unusual noise reported' },
  OHE: { code: 'ALM-2301', message: 'Temperature limit exceeded' },
  PDE: { code: 'ALM-3201', message: 'Process parameter out of tolerance' },
  PLU: { code: 'ALM-4201', message: 'Flow restricted' },
  VIB: { code: 'ALM-2104', message: 'Spindle vibration trip' },
}

export const spindleWarning = { code: 'ALM-2103', message: 'Spindle vibration high' }
