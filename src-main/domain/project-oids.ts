/** Object identifiers of this project, below an arc made from a UUID (ITU-T X.667: 2.25, nobody has to register it). */

const arc = '2.25.195921883146012456433217601428460237563';

export const projectOids = Object.freeze({
  /** Extended key usage: may sign status snapshots (KFSS2). Without it a person's certificate could publish one. */
  statusSnapshotPurpose: `${arc}.1.1`,
  /** Extended key usage: may make seals. */
  sealMakingPurpose: `${arc}.1.2`,
  /** Extended key usage: may sign trust packs (BTP1), and nothing else: whoever publishes a status cannot hand out roots. */
  trustPackPurpose: `${arc}.1.3`,
  /** Policy of the sandbox's time-stamp authority: for demonstration. */
  sandboxTimeStampPolicy: `${arc}.2.1`,
  /** extnID in TBS_Sign.extDatas: the permit that travels with the document (docs/formats.md). */
  permitExtension: `${arc}.3.1`,
});
