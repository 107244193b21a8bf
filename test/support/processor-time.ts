/** What work costs: this process's processor time, ms, which says the same on a machine that has much else to do. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
