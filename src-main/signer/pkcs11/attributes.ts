/** PKCS#11 attribute types, object classes and flags that this folder uses (v2.40 §3 and §4). */
export const cka = Object.freeze({
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
  application: 0x10,
  value: 0x11,
  certificateType: 0x80,
  issuer: 0x81,
  serialNumber: 0x82,
  keyType: 0x100,
  subject: 0x101,
  id: 0x102,
  sensitive: 0x103,
  sign: 0x108,
  verify: 0x10a,
  modulus: 0x120,
  extractable: 0x162,
  ecParams: 0x180,
  ecPoint: 0x181,
  alwaysAuthenticate: 0x202,
});

export const cko = Object.freeze({ data: 0, certificate: 1, publicKey: 2, privateKey: 3 });

/**
 * CKO_VENDOR_DEFINED class of native/skf-bridge: CKA_VALUE is how the PINs stand, an octet each: tries of the user's PIN when nothing was
 * mistyped, and left; the same of the administrator's.
 */
export const pinStandingClass = 0x80534b50;

/** CKC_X_509. */
export const x509CertificateType = 0;

/** DER of the object identifier 1.2.156.10197.1.301 (the SM2 curve), as CKA_EC_PARAMS holds it. */
export const sm2CurveParameters: readonly number[] = [
  0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d,
];

export const tokenFlag = Object.freeze({
  loginRequired: 0x4,
  protectedAuthenticationPath: 0x100,
  tokenInitialised: 0x400,
  userPinCountLow: 0x10000,
  userPinFinalTry: 0x20000,
  userPinLocked: 0x40000,
  userPinToBeChanged: 0x80000,
});

/** CKU_*. */
export const userType = Object.freeze({ securityOfficer: 0, user: 1 });

/** CKU_CONTEXT_SPECIFIC: the PIN once more, for one signature of a key with CKA_ALWAYS_AUTHENTICATE. */
export const contextSpecific = 2;

/** CKF_SERIAL_SESSION, without and with CKF_RW_SESSION. */
export const sessionFlag = Object.freeze({ readOnly: 0x4, readWrite: 0x6 });
