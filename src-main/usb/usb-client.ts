/** Asks the USB process which devices are on the bus. A process that crashes or hangs is an answer too: null. */
import { fileURLToPath } from 'node:url';
import { workerProcess } from '../platform/worker-process.ts';
import { usbDevices, type UsbDevice } from './messages.ts';

const PATIENCE_MS = 8000;

/** The devices, or null when this system does not tell. */
export async function listUsbDevices(): Promise<readonly UsbDevice[] | null> {
  const entry = fileURLToPath(new URL('./usb-process.ts', import.meta.url));
  const worker = workerProcess({ name: 'USB', entry, heapMiB: 128 });
  try {
    return usbDevices.parse(await worker.call({ name: 'list' }, PATIENCE_MS));
  } catch {
    return null;
  } finally {
    worker.stop();
  }
}
