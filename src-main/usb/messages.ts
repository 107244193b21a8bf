/** What the USB process answers: which devices are on the bus. Nothing is opened, nothing is sent to a device. */
import { z } from 'zod';

const usbDevice = z.strictObject({
  vendorId: z.int().min(0).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  product: z.string().max(200),
  /** A smart-card interface (CCID) is among its interfaces. */
  isCcid: z.boolean(),
});
/** Null: the system does not tell. */
export const usbDevices = z.array(usbDevice).max(500).nullable();
export type UsbDevice = z.infer<typeof usbDevice>;
