/** Stands in for Electron in a utility process: a parent's port over Node's own channel, and a process that says what it is. */
const port = {
  on: (_, onMessage) => process.on('message', (data) => onMessage({ data })),
  postMessage: (data) => process.send(data),
};
Object.defineProperty(process, 'parentPort', { value: port });
// As Electron defines them: read-only, but not for ever.
Object.defineProperty(process, 'type', { value: 'utility', configurable: true });
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: '45.4.1' } });
