/**
 * The USB process: the only importer of the native `usb` library. It lists what is on the bus by the descriptors that the
 * system keeps, opens no device, and takes nothing down with it when the library crashes.
 */
import { usb } from 'usb';
import { serveRequests } from '../platform/worker-main.ts';
import type { UsbDevice } from './messages.ts';

const ccid = 0x0b;
/** Control characters of a descriptor could forge a line of the diagnosis. */
const control = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Null where the system has no list of devices. */
serveRequests(async () => {
  try {
    return (await usb.getDevices()).map(summary);
  } catch {
    return null;
  }
});

/** Serial numbers stay where they are: they can name a person. */
function summary(device: Awaited<ReturnType<typeof usb.getDevices>>[number]): UsbDevice {
  const { vendorId, productId } = device;
  const product = (device.productName ?? '').replace(control, ' ').trim().slice(0, 60);
  return { vendorId, productId, product, isCcid: device.deviceClass === ccid || hasCcid(device) };
}

interface Described {
  readonly configurations?: readonly {
    readonly interfaces: readonly { readonly alternates: readonly { readonly interfaceClass: number }[] }[];
  }[];
}

/** Descriptors of some devices cannot be read without opening them: then nothing is known of their interfaces. */
function hasCcid({ configurations }: Described): boolean {
  const interfaces = (configurations ?? []).flatMap((each) => each.interfaces);
  return interfaces.some(({ alternates }) =>
    alternates.some(({ interfaceClass }) => interfaceClass === ccid),
  );
}
