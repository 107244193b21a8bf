/**
 * Every verdict code, in one table (long because it is one): what it weighs, which axis it belongs to, what a counter
 * clerk reads, what to do next, and the nearest ETSI EN 319 102-1 indication. Codes are stable and never reused.
 */
import type { VerdictAxis } from './verdict.ts';

/** FAIL red, UNSURE amber, NOTE keeps green but is shown. */
export type VerdictCodeLevel = 'FAIL' | 'UNSURE' | 'NOTE';

/** A sentence in both languages. `{name}` is filled from the detail of the finding. */
export interface VerdictSentence {
  readonly zh: string;
  readonly en: string;
}

export interface VerdictCodeEntry extends VerdictSentence {
  readonly level: VerdictCodeLevel;
  readonly axis: VerdictAxis;
  readonly nextStep: VerdictSentence;
  /** `INDICATION` or `INDICATION/SUB_INDICATION`; no sub-indication where the rule is our own policy. */
  readonly etsi: string;
}

const refuse: VerdictSentence = {
  zh: '不予受理，保留原文件，请对方重新提供。',
  en: 'Do not accept it; keep the file and ask for a new one.',
};
const escalate: VerdictSentence = {
  zh: '转人工核实，不得当作通过。',
  en: 'Have a person look into it; do not treat it as passed.',
};
const update: VerdictSentence = {
  zh: '更新信任与吊销信息后重验；不得当作通过。',
  en: 'Update trust and revocation data, then verify again; do not treat it as passed.',
};
const elsewhere: VerdictSentence = {
  zh: '请用能验 OFD 的程序验证；验证之前不得当作通过，也不得当作未签章。',
  en: 'Verify it with a program for OFD; until then treat it neither as passed nor as unsigned.',
};
const look: VerdictSentence = {
  zh: '可以受理；请核对该项。',
  en: 'It may be accepted; check this item.',
};
const askHolder: VerdictSentence = {
  zh: '可以受理；需要知道用印是否获得批准的，向盖章单位核实。',
  en: 'It may be accepted; whoever needs to know whether the use was approved asks the enterprise of the seal.',
};
const lookInto: VerdictSentence = {
  zh: '不要当作已批准的用印；问印章保管人这份文件是谁、用什么软件盖的，收回这枚印章的 UKey，必要时向发章机构申请冻结。登记簿若在另一台电脑或刚从备份恢复，先在那里核对。',
  en: 'Do not take it for an approved use. Ask the keeper who sealed this file and with which software, take the UKey of the seal back, and have the seal frozen where needed. Where the register is kept on another machine or was just restored, compare there first.',
};
const notComplete: VerdictSentence = {
  zh: '不要当作盖好的文件；请盖章单位提供盖齐的文件。',
  en: 'Do not take it for a finished file; ask the enterprise of the seals for the one with all of them.',
};
const lookUp: VerdictSentence = {
  zh: '可以受理；请看登记簿里的这次用印：文件完整的，验过后会补记。',
  en: 'It may be accepted; look up the use in the register: a whole file is put on record when it has been verified.',
};
const nothing: VerdictSentence = { zh: '无需处理。', en: 'Nothing to do.' };

const row =
  (level: VerdictCodeLevel) =>
  (axis: VerdictAxis, etsi: string, zh: string, en: string, nextStep: VerdictSentence): VerdictCodeEntry =>
    Object.freeze({ level, axis, etsi, zh, en, nextStep });
const fail = (axis: VerdictAxis, sub: string, zh: string, en: string, next = refuse) =>
  row('FAIL')(axis, sub === '' ? 'TOTAL-FAILED' : `TOTAL-FAILED/${sub}`, zh, en, next);
const unsure = (axis: VerdictAxis, sub: string, zh: string, en: string, next = escalate) =>
  row('UNSURE')(axis, sub === '' ? 'INDETERMINATE' : `INDETERMINATE/${sub}`, zh, en, next);
const note = (axis: VerdictAxis, zh: string, en: string, next = look) =>
  row('NOTE')(axis, 'TOTAL-PASSED', zh, en, next);

export const verdictCodes = Object.freeze({
  // The file and the signature value
  INTEGRITY_HASH_MISMATCH: fail(
    'integrity',
    'HASH_FAILURE',
    '文件内容被改动过',
    'The content of the file was changed',
  ),
  SIG_VALUE_BAD: fail(
    'integrity',
    'SIG_CRYPTO_FAILURE',
    '签章数据与证书不符',
    'What was signed does not match the certificate',
  ),
  DOC_CHANGED_AFTER_SIGN: fail(
    'integrity',
    '',
    '签章后文件又被修改',
    'The file was changed after it was sealed',
  ),
  BR_INVALID: fail(
    'integrity',
    'FORMAT_FAILURE',
    '签章没有完整覆盖文件：保护范围无效',
    'The signature does not cover the whole file: what it says to protect is invalid',
  ),
  BR_GAP_NOT_CONTENTS: fail(
    'integrity',
    'FORMAT_FAILURE',
    '签章没有完整覆盖文件：保护范围之间夹有别的内容',
    'The signature does not cover the whole file: something else sits between the parts that it protects',
  ),
  TRAILING_DATA: fail(
    'integrity',
    'FORMAT_FAILURE',
    '签章没有完整覆盖文件：文件末尾多出内容',
    'The signature does not cover the whole file: more follows after its end',
  ),
  DOCMDP_VIOLATION: fail(
    'integrity',
    '',
    '签章后有签章人不允许的修改',
    'A change was made after sealing that the signer does not allow',
  ),
  FIELDMDP_VIOLATION: fail(
    'integrity',
    '',
    '修改了签章人锁定的表单域',
    'A form field that the signer locked was changed',
  ),
  FORMAT_MALFORMED: fail(
    'integrity',
    'FORMAT_FAILURE',
    '签章结构损坏',
    'The structure of the signature is damaged',
  ),
  PDF_SIG_DICT_MALFORMED: fail(
    'integrity',
    'FORMAT_FAILURE',
    '签章域缺少或损坏了必要内容',
    'The signature field lacks something that it must have, or it is damaged',
  ),
  CONTENTS_AMBIGUOUS: fail(
    'integrity',
    'FORMAT_FAILURE',
    '签章数据在文件中有两种读法',
    'The signature data can be read from the file in two ways',
  ),
  STRUCT_AMBIGUOUS: fail(
    'integrity',
    'FORMAT_FAILURE',
    '文件结构异常，可能被人为改动过',
    'The structure of the file is ambiguous and may have been tampered with',
  ),

  // The seal
  SEAL_SIG_BAD: fail(
    'integrity',
    'SIG_CRYPTO_FAILURE',
    '印章数据被改动过，与制章人的签名不符',
    'The seal itself was changed: its maker did not sign it in this form',
  ),
  SEAL_CERT_NOT_LISTED: fail(
    'identity',
    'SIG_CONSTRAINTS_FAILURE',
    '印章与签章人证书不匹配',
    'The certificate that signed is not one the seal allows',
  ),
  SEAL_VERSION_MISMATCH: fail(
    'integrity',
    'FORMAT_FAILURE',
    '签章与印章的版本不一致',
    'The versions of the signature and of the seal differ',
  ),
  SEAL_EXPIRED_AT_SIGN: fail(
    'time',
    'SIG_CONSTRAINTS_FAILURE',
    '签章时印章已过有效期',
    'The seal had expired when it was used',
  ),
  SEAL_NOT_YET_VALID_AT_SIGN: fail(
    'time',
    'SIG_CONSTRAINTS_FAILURE',
    '签章时印章尚未生效',
    'The seal was not yet valid when it was used',
  ),
  SEAL_CREATED_IN_FUTURE: unsure(
    'time',
    'TIMESTAMP_ORDER_FAILURE',
    '印章的制作时间晚于签章时间',
    'The seal says it was made after it was used',
  ),
  SEAL_TIMESTAMP_INVALID: fail(
    'time',
    'SIG_CRYPTO_FAILURE',
    '印章上的时间戳无效',
    'The time stamp on the seal is invalid',
  ),
  SEAL_TIMESTAMP_ORDER: fail(
    'time',
    'TIMESTAMP_ORDER_FAILURE',
    '印章的制作时间晚于其时间戳',
    'The seal says it was made after its own time stamp',
  ),
  SEAL_TIMESTAMP_UNTRUSTED: unsure(
    'time',
    'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    '印章上的时间戳来源无法确认',
    'The issuer of the time stamp on the seal is not trusted here',
    update,
  ),
  SEAL_STATUS_CANCELLED: fail(
    'identity',
    'REVOKED',
    '签章时该印章已被注销',
    'The seal had been cancelled when it was used',
  ),
  SEAL_STATUS_FROZEN: fail(
    'identity',
    'REVOKED',
    '签章时该印章处于冻结状态',
    'The seal was frozen when it was used',
  ),
  SEAL_STATUS_EXPIRED: fail(
    'identity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章时该印章在城市系统中已过期',
    'By the city system the seal had expired when it was used',
  ),
  SEAL_STATUS_NO_POE: unsure(
    'identity',
    'REVOKED_NO_POE',
    '该印章现已停用，不能证明签章在停用之前',
    'The seal is out of use now, and it is not proven that it was used before',
  ),
  SEAL_KEY_COMPROMISED: unsure(
    'identity',
    'REVOKED_NO_POE',
    '该印章后来停用，停用信息说它在签章前（{date}）就已不可信',
    'The seal was taken out of use later, and is said to have gone bad before it was used here, on {date}',
  ),
  SEAL_STATUS_UNKNOWN: unsure(
    'identity',
    'TRY_LATER',
    '印章状态信息里没有这枚印章',
    'The seal status data does not know this seal',
    update,
  ),
  SEAL_STATUS_OTHER_SEAL: unsure(
    'identity',
    'SIG_CONSTRAINTS_FAILURE',
    '登记的同号印章由另一机构制作，其状态不能算作这枚印章的',
    'The registered seal of this number was made under another authority; its status is not that of this seal',
  ),
  SEAL_STATUS_STALE: unsure(
    'identity',
    'TRY_LATER',
    '印章状态信息截至 {date}，已过期',
    'The seal status data is of {date} and out of date',
    update,
  ),
  SEAL_STATUS_MISSING: unsure(
    'identity',
    'TRY_LATER',
    '本机没有印章状态信息',
    'There is no seal status data on this machine',
    update,
  ),
  SEAL_STATUS_FORGED: unsure(
    'identity',
    'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    '本机的印章状态信息不可信，未采用',
    'The seal status data on this machine is not authentic and was not used',
    update,
  ),
  SEAL_NAME_LOOKALIKE: note(
    'identity',
    '印章名称里有冒充汉字的偏旁、兼容字符，或看不见的字符（{characters}），看上去与真正的名称一样',
    'The name of the seal holds radicals or compatibility characters in place of ideographs, or unseen characters ({characters}); it looks like another name',
  ),
  SEAL_NAME_OTHER_HOLDER: note(
    'identity',
    '印章名称里没有签章证书所写的单位（{organisation}），请核对是不是同一家',
    'The name of the seal does not hold the organisation of the certificate that signed ({organisation}); compare whether they are the same',
  ),
  SEAL_PICTURE_ASPECT: note(
    'integrity',
    '印章图片的长宽比与声明的尺寸不符',
    'The proportions of the seal picture differ from its declared size',
  ),
  SEAL_PICTURE_UNREADABLE: note(
    'integrity',
    '印章图片格式无法核对尺寸',
    'The size of the seal picture cannot be checked in this format',
  ),
  SEAL_EXTENSION_UNKNOWN: note(
    'integrity',
    '签章带有本软件不认识的附加要求（{oid}）',
    'The seal carries a further requirement unknown here ({oid})',
  ),
  SEAL_MAKER_CERT_LAPSED: note(
    'identity',
    '制章人证书现已失效，制章时有效',
    "The seal maker's certificate has lapsed since; it was valid when the seal was made",
    nothing,
  ),
  SEAL_LIST_DIGEST_WITH_ID: note(
    'identity',
    '印章登记证书的方式与常见的不同，核对一致',
    'The seal lists its certificate in an uncommon way; it fits',
    nothing,
  ),

  MAKER_CERT_LAPSED_AT_SIGN: unsure(
    'identity',
    'OUT_OF_BOUNDS_NO_POE',
    '签章时制章人证书已失效，制章时有效',
    "The seal maker's certificate had lapsed when the seal was used; it was valid when the seal was made",
  ),

  MAKER_CERT_REVOKED_NO_POE: unsure(
    'identity',
    'REVOKED_NO_POE',
    '制章人证书已被吊销，不能证明制章时它仍可信',
    "The seal maker's certificate was revoked, and it is not proven that it was still good when the seal was made",
  ),
  SEAL_EXPIRED_NO_POE: unsure(
    'time',
    'OUT_OF_BOUNDS_NO_POE',
    '印章已于 {date} 过期，不能证明签章在有效期内',
    'The seal expired on {date}, and it is not proven that it was used before',
  ),

  // Certificates and trust
  CERT_REVOKED: fail(
    'identity',
    'REVOKED',
    '证书在签章前已被吊销',
    'The certificate had been revoked before it signed',
  ),
  CERT_NOT_YET_VALID: fail(
    'identity',
    'NOT_YET_VALID',
    '签章时证书尚未生效',
    'The certificate was not yet valid when it signed',
  ),
  CERT_EXPIRED_AT_SIGN: fail(
    'identity',
    'EXPIRED',
    '签章时证书已过有效期',
    'The certificate had expired when it signed',
  ),
  CERT_USAGE_FORBIDDEN: fail(
    'identity',
    'SIG_CONSTRAINTS_FAILURE',
    '该证书的用途不允许签章',
    'The certificate may not be used to sign',
  ),
  CERT_MALFORMED: fail(
    'identity',
    'FORMAT_FAILURE',
    '签章人证书损坏',
    'The certificate of the signer is damaged',
  ),
  CHAIN_INVALID: fail(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '证书的签发关系不成立，可能是伪造的证书',
    'The certificate was not issued as it claims; it may be forged',
  ),
  CERT_EXTENSION_UNKNOWN: unsure(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '证书带有本软件不认识的必要限制（{oid}），无法判断',
    'A certificate carries a mandatory restriction unknown here ({oid}), so it cannot be judged',
  ),
  MAKER_CERT_MALFORMED: fail(
    'identity',
    'FORMAT_FAILURE',
    '制章人证书损坏',
    "The seal maker's certificate is damaged",
  ),
  MAKER_CERT_REVOKED: fail(
    'identity',
    'REVOKED',
    '制章人证书在制章前已被吊销',
    "The seal maker's certificate had been revoked before the seal was made",
  ),
  MAKER_CERT_NOT_VALID_AT_CREATION: fail(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '制章时制章人证书不在有效期内',
    "The seal maker's certificate was not valid when the seal was made",
  ),
  MAKER_CERT_USAGE_FORBIDDEN: fail(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '该证书的用途不允许制作印章',
    'The certificate may not be used to make seals',
  ),
  MAKER_CHAIN_INVALID: fail(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '制章人证书的签发关系不成立，可能是伪造的印章',
    "The seal maker's certificate was not issued as it claims; the seal may be forged",
  ),
  TRUST_ROOT_UNKNOWN: unsure(
    'identity',
    'NO_CERTIFICATE_CHAIN_FOUND',
    '本机不认识该发证机构',
    'This machine does not know the authority that issued the certificate',
    update,
  ),
  CHAIN_INCOMPLETE: unsure(
    'identity',
    'NO_CERTIFICATE_CHAIN_FOUND',
    '缺少中间发证机构的证书，查不全签章人证书的来源',
    'A certificate between the signer and the authority is missing, so where it comes from is not known',
    update,
  ),
  CERT_ALG_WEAK: unsure(
    'identity',
    'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    '签章人的证书或它的上级证书用了已不安全的算法 {algorithm}，签章人的身份不能确认',
    'The certificates behind the signer use an algorithm that is no longer safe ({algorithm}); who signed is not certain',
  ),
  CERT_ALG_UNSUPPORTED: unsure(
    'identity',
    'CRYPTO_CONSTRAINTS_FAILURE',
    '签章人的证书或它的上级证书用了本软件不支持的算法，签章人的身份未能核对',
    'The certificates behind the signer use an algorithm that is not supported here; who signed was not checked',
  ),
  SIGNER_PURPOSE_OTHER: unsure(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '签署用的证书另有用途（如网站、登录或代码签名），没有说明可以签署文件',
    'Signed with a certificate for another purpose (web sites, logging on, programs); it does not say that it signs documents',
  ),
  SIGNER_MAKES_SEALS: unsure(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '签署用的是制章证书：它有权制作印章，没有说明可以签署文件',
    'Signed with the certificate of a seal maker: it may make seals, and does not say that it signs documents',
  ),
  MAKER_NOT_AUTHORISED: unsure(
    'identity',
    'CHAIN_CONSTRAINTS_FAILURE',
    '本机无法确认该印章由有权制作印章的机构制作',
    'This machine cannot confirm that whoever made the seal may make seals',
  ),
  MAKER_TRUST_ROOT_UNKNOWN: unsure(
    'identity',
    'NO_CERTIFICATE_CHAIN_FOUND',
    '本机不认识该印章的制作机构',
    'This machine does not know the authority behind the maker of the seal',
    update,
  ),
  MAKER_CHAIN_INCOMPLETE: unsure(
    'identity',
    'NO_CERTIFICATE_CHAIN_FOUND',
    '缺少中间发证机构的证书，查不全制章人证书的来源',
    'A certificate between the seal maker and the authority is missing, so where it comes from is not known',
    update,
  ),
  NO_SIGNER_CERTIFICATE: unsure(
    'identity',
    'NO_SIGNING_CERTIFICATE_FOUND',
    '签章里没有签章人证书',
    'The signature holds no certificate of its signer',
  ),
  REVOCATION_STALE: unsure(
    'identity',
    'TRY_LATER',
    '证书吊销名单截至 {date}，已过期',
    'The certificate revocation list is of {date} and out of date',
    update,
  ),
  REVOCATION_MISSING: unsure(
    'identity',
    'TRY_LATER',
    '本机没有该发证机构的吊销名单',
    'There is no revocation list of the issuing authority on this machine',
    update,
  ),
  REVOCATION_UNKNOWN: unsure(
    'identity',
    'TRY_LATER',
    '发证机构答复（{date}）不认识这张证书',
    'The issuing authority answered on {date} that it does not know this certificate',
  ),
  REVOKED_NO_POE: unsure(
    'identity',
    'REVOKED_NO_POE',
    '证书现已吊销，不能证明签章在吊销之前',
    'The certificate is revoked now, and it is not proven that it signed before',
  ),
  CERT_EXPIRED_NO_POE: unsure(
    'identity',
    'OUT_OF_BOUNDS_NO_POE',
    '证书已于 {date} 过期，不能证明签章在有效期内',
    'The certificate expired on {date}, and it is not proven that it signed before',
  ),
  CERT_KEY_COMPROMISED: unsure(
    'identity',
    'REVOKED_NO_POE',
    '证书后来被吊销，吊销信息说密钥在签章前（{date}）就已不可信',
    'The certificate was revoked later, and its key is said to have gone bad before it signed, on {date}',
  ),

  // Time
  TIME_CLAIMED_ONLY: unsure(
    'time',
    'NO_POE',
    '签章时间只有签章人自己的声明，没有可信时间戳',
    'The time of signing is only what the signer says; no trusted time stamp proves it',
  ),
  TIME_STAMP_WAITING: unsure(
    'time',
    'NO_POE',
    '这是本单位盖的章，用印登记簿里记为“待时间戳”：缺的是盖章时间的证明',
    'This enterprise made the seal and its register says that it waits for a time stamp: what is missing is the proof of when',
    {
      zh: '发出前请打开这份申请，点“补盖时间戳”（终端：timestamp add），再用补好的文件。',
      en: 'Before the file is sent, open its request and add the time stamp (terminal: timestamp add); use the file that has it.',
    },
  ),
  TIME_MISSING: unsure('time', 'NO_POE', '签章里没有可读的时间', 'The signature holds no readable time'),
  TIME_CLAIM_ORDER: unsure(
    'time',
    'TIMESTAMP_ORDER_FAILURE',
    '声明的签章时间晚于时间戳',
    'The claimed time of signing is later than its time stamp',
  ),
  TIME_CLAIM_FUTURE: unsure(
    'time',
    'TIMESTAMP_ORDER_FAILURE',
    '签章时间晚于本机时间',
    'The time of signing lies in the future of this machine',
  ),
  TIMESTAMP_UNTRUSTED: unsure(
    'time',
    'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    '时间戳来源无法确认',
    'The issuer of the time stamp is not trusted here',
    update,
  ),
  TIMESTAMP_INVALID: fail(
    'time',
    'SIG_CRYPTO_FAILURE',
    '时间戳无效或不属于这个签章',
    'The time stamp is invalid or belongs to another signature',
  ),
  TIMESTAMP_EXPIRED_NO_POE: unsure(
    'time',
    'OUT_OF_BOUNDS_NO_POE',
    '时间戳的证书已于 {date} 过期，此前没有新的时间戳接续',
    'The certificate of the time stamp expired on {date}, and no newer time stamp had taken over by then',
  ),
  TIMESTAMP_ORDER: unsure(
    'time',
    'TIMESTAMP_ORDER_FAILURE',
    '文件里的时间戳先后矛盾',
    'The time stamps in the file contradict one another',
  ),
  TIMESTAMP_ONLY: unsure(
    'identity',
    '',
    '文件只有时间戳，没有签章：只说明当时已有此文件，没有人为它签章',
    'The file carries time stamps only: it existed then, and nobody has signed it',
  ),
  TIME_PROVEN_BY_DOCUMENT_STAMP: note(
    'time',
    '签章时间由文件时间戳证明：不晚于 {date}',
    'A time stamp of the file proves the time of signing: not later than {date}',
  ),
  CLOCK_SUSPECT: unsure(
    'time',
    'POLICY_PROCESSING_ERROR',
    '本机时间早于已有记录，不可靠',
    'The clock of this machine is earlier than what is on record and cannot be relied on',
    {
      zh: '校准本机时间后重验；不得当作通过。',
      en: 'Set the clock, then verify again; do not treat it as passed.',
    },
  ),

  // Algorithms, coverage, limits
  ALG_WEAK: unsure(
    'integrity',
    'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    '使用了已不安全的算法 {algorithm}',
    'An algorithm is used that is no longer safe: {algorithm}',
  ),
  ALG_UNSUPPORTED: unsure(
    'integrity',
    'CRYPTO_CONSTRAINTS_FAILURE',
    '本软件不支持该签章算法，未能验证',
    'The algorithm is not supported here; the signature was not verified',
  ),
  SIG_NOT_CHECKED: unsure(
    'integrity',
    'NO_SIGNING_CERTIFICATE_FOUND',
    '没有可用的证书，签名未能核对',
    'Without a usable certificate the signature could not be checked',
  ),
  CMS_CONTENT_EMPTY: unsure(
    'integrity',
    'FORMAT_FAILURE',
    '签章数据写法不合标准（内嵌了空内容），内容与签名一致，但其他软件可能不认',
    'The signature is not written as it should be (it embeds an empty content); the content fits, yet other programs may refuse it',
  ),
  PADDING_NOT_ZERO: unsure(
    'integrity',
    'FORMAT_FAILURE',
    '签章数据后面的预留空位里有多余字节，签章没有保护它们',
    'The space left behind the signature data holds other octets, which the signature does not protect',
  ),
  SUBFILTER_MISMATCH: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章自称的格式与里面的数据对不上，别的软件可能读不出或读成别的',
    'What the signature calls itself does not go with what it holds; other programs may read it as something else',
  ),
  LOCKED_FORM_SIGNED: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章人锁定了全部表单域，之后又有人新增签章域并盖了章',
    'The signer locked the form fields of the file; afterwards somebody sealed it in a new field',
  ),
  SIG_ALG_UNSUPPORTED: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '本软件不支持该签章格式，未能验证',
    'The kind of signature is not supported here; it was not verified',
  ),
  ANNOT_OVER_CONTENT: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章后加的批注盖住了内容',
    'An annotation added later covers content',
  ),
  SIG_OVER_CONTENT: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章后加的签名盖住了内容',
    'A signature added later covers content',
  ),
  LOOK_BESIDE_WORDS: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章后加的文字或图形紧邻原文，可能被读作原文的一部分',
    'Something added later stands right beside words of the file and may be read as part of them',
  ),
  PAGE_LOOK_CHANGED: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章后页面看上去不一样了，文件里没有说明是什么改动（第 {pages} 页）',
    'A page looks otherwise than when it was sealed, and nothing in the file accounts for it (page {pages})',
  ),
  PAGE_LOOK_OPEN: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章后文件有过追加，没能把前后的页面画出来比较',
    'Something was added after sealing, and the pages before and after could not be drawn and compared',
  ),
  MARK_PICTURE_DIFFERS: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '页面上画的印章与签章里的印章图片不同',
    'The seal drawn on the page differs from the picture in the seal that was signed',
  ),
  CERTIFICATION_LATE: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '文件先签章后认证，次序异常',
    'The file was certified after it had been signed',
  ),
  FORM_FILLED_AFTER_SIGN: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章后又填写过表单',
    'A form was filled in after the file was sealed',
  ),
  FORM_LOOK_UNCLEAR: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '后来填写了表单，页面上显示的内容无法与填写的值核对',
    'A form was filled in later; what the page shows cannot be compared with the values',
  ),
  FORM_VALUE_NOT_SHOWN: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '后来在表单里存了别的值，页面上仍显示原来的内容；读取表单数据的程序得到的与看到的不同',
    'Another value was stored in a form later, and the page still shows what it showed; whoever reads the data of the form gets something else than is seen',
  ),
  ANNOT_CHANGED_AFTER_SIGN: unsure(
    'integrity',
    'SIG_CONSTRAINTS_FAILURE',
    '签章后改动或删除过批注',
    'Annotations were changed or taken away after the file was sealed',
  ),
  ENCRYPTED: unsure(
    'integrity',
    'SIGNED_DATA_NOT_FOUND',
    '文件已加密，未能验证',
    'The file is encrypted and was not verified',
  ),
  RESOURCE_LIMIT: unsure(
    'integrity',
    'POLICY_PROCESSING_ERROR',
    '文件过大或异常，未验完',
    'The file is too large or abnormal; verification did not finish',
  ),
  ENGINE_ERROR: unsure(
    'integrity',
    'POLICY_PROCESSING_ERROR',
    '验证程序出错，未验完',
    'The verifier failed; verification did not finish',
  ),

  NOT_A_PDF: unsure(
    'integrity',
    'FORMAT_FAILURE',
    '不是 PDF 文件，未能验证',
    'The file is not a PDF; it was not verified',
  ),
  OFD_UNSUPPORTED: unsure(
    'integrity',
    '',
    'OFD 文件：本版本还不能验，文件里可能有签章',
    'An OFD file: this version cannot verify it; it may well be sealed',
    elsewhere,
  ),
  FILE_UNREADABLE: unsure(
    'integrity',
    'FORMAT_FAILURE',
    '文件结构损坏，读不出签章，未能验证',
    'The structure of the file is damaged; no signature can be read from it',
  ),

  // Approvals that travel with the document
  PERMIT_INVALID: unsure(
    'identity',
    'SIG_CONSTRAINTS_FAILURE',
    '随附的用印审批记录与本文件对不上',
    'The approval record in the seal does not belong to this file',
  ),
  PERMIT_SIGNER_UNTRUSTED: unsure(
    'identity',
    'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    '随附的用印审批人证书在本机无法确认',
    'The certificate of an approver in the seal cannot be confirmed here',
  ),
  PERMIT_OTHER_ENTERPRISE: unsure(
    'identity',
    'SIG_CONSTRAINTS_FAILURE',
    '随附的用印审批人属于另一家单位',
    'An approver in the seal belongs to another organisation than the seal',
  ),
  PERMIT_ENTERPRISE_UNKNOWN: note(
    'identity',
    '用印审批人的证书没有写明单位，无法核对其与印章是否同属一家',
    'The certificate of an approver, or of the seal, names no organisation; they cannot be compared',
  ),
  PERMIT_ABSENT: note(
    'identity',
    '文件里没有任何人的用印审批，看不出是谁批准盖章的',
    "The file carries nobody's approval: it does not show who agreed to the seal",
    askHolder,
  ),
  PERMIT_ROLES_NOT_CHECKED: note(
    'identity',
    '随附审批记录只证明这些人以所称身份签了名；是否担任该职务、是否按该单位的用印制度审批，没有核对',
    'The approval record proves that these people signed as what they call themselves; whether they hold these offices, and whether the policy of the enterprise asked for them, was not checked',
    askHolder,
  ),
  PERMIT_FOR_LIST: note(
    'identity',
    '审批是对一份清单一次作出的，本文件是其中一件',
    'The approvals were given once for a list of files, of which this is one',
    askHolder,
  ),
  PERMIT_DUTIES_COMBINED: note(
    'identity',
    '申请、审批、用印没有由不同的人办理，同一人办理了其中两项以上',
    'Applying, approving and sealing were not done by different people: one person did two or more of them',
    askHolder,
  ),
  PERMIT_FOR_SET: note(
    'identity',
    '审批是对一套 {count} 枚印章一次作出的，这是其中第 {number} 枚；几枚都在',
    'The approvals were given once for a set of {count} seals, of which this is number {number}; all of them are there',
    askHolder,
  ),
  PERMIT_SET_INCOMPLETE: unsure(
    'identity',
    '',
    '批准的是一套 {count} 枚印章，文件里只有 {present} 枚有效：还没有盖齐',
    'A set of {count} seals was approved, and the file has {present} that are good: it is not complete',
    notComplete,
  ),
  PERMIT_BY_DEPUTY: note(
    'identity',
    '有审批或用印由代理人代他人办理；授权委托书不在文件里，没有核对',
    'A deputy approved or sealed for somebody else; the delegation is not in the file and was not checked',
    askHolder,
  ),
  PERMIT_NOT_AS_REGISTERED: unsure(
    'identity',
    'SIG_CONSTRAINTS_FAILURE',
    '随附的用印审批记录与本单位的用印制度、用印登记簿不一致，可能是编造的',
    'The approval record in the seal is not what the policy and the register of this enterprise say; it may be invented',
    lookInto,
  ),
  SEAL_USE_NOT_REGISTERED: unsure(
    'identity',
    '',
    '这是本单位的印章，但本机的用印登记簿里没有这次用印',
    "The seal is this enterprise's own, but the register of this machine has no such use",
    lookInto,
  ),
  SEAL_USE_NOT_ENDED: note(
    'identity',
    '本机的用印登记簿记有这次签名，但没有记下盖好的文件：当时盖章中断，或在原处没有找到文件',
    'The register of this machine has this signature, but no sealed file of it: the sealing broke off, or the file was not found where it was written',
    lookUp,
  ),
  SEAL_USE_BEFORE_REGISTER: note(
    'identity',
    '这是本单位的印章，用印早于本机用印登记簿的起始，没有登记可以核对',
    "The seal is this enterprise's own; it was used before the register of this machine began, so there is nothing to compare with",
  ),
  REGISTER_NOT_COMPARED: unsure(
    'identity',
    '',
    '这是本单位的印章，但本机的用印制度或用印登记簿现在无法核对',
    "The seal is this enterprise's own, but policy and register of this machine cannot be compared with now",
    {
      zh: '打开“登记簿”看链是否完好，按提示处理后重验；此前不得当作已批准的用印。',
      en: 'Have the register checked, do what it asks for, then verify again; until then do not take it for an approved use.',
    },
  ),
  TRUST_NOT_READ: unsure(
    'identity',
    '',
    '本机的信任数据读不出来，没有用它判断，签章人无法核实',
    'The trust data of this machine cannot be read and were not used; the signer cannot be checked',
    {
      zh: '请修复或重新导入信任数据后重验；此前不得当作通过。',
      en: 'Repair the trust data or import them anew, then verify again; until then do not treat it as passed.',
    },
  ),

  CONTENT_OUTSIDE_FILE: unsure(
    'integrity',
    '',
    '文件要显示的内容有一部分不在文件里，签章没有保护它',
    'Part of what the file shows is not in the file, and the seal does not protect it',
  ),
  XFA_FORM: unsure(
    'integrity',
    '',
    '文件带有 XFA 表单，有的软件按它另画页面，看到的可能与这里显示的不同',
    'The file holds an XFA form; some programs draw it in place of the pages and show something else than is shown here',
  ),
  CONTENT_AMBIGUOUS: unsure(
    'integrity',
    '',
    '页面内容里有不合规的操作（{kinds}），不同的阅读软件会显示成不同的样子',
    'The contents hold operators that are not as they must be ({kinds}); readers show different things',
  ),

  // Notes: green is kept
  LATER_SIGNATURE: note('integrity', '后来又加盖了签章', 'A later signature was added'),
  LTA_UPDATE: note(
    'integrity',
    '后来补充了长期验证资料',
    'Long-term validation data was added later',
    nothing,
  ),
  FILE_RESAVED: note(
    'integrity',
    '签章后文件又被保存过，显示的内容未变',
    'The file was saved again after it was sealed; nothing that is shown changed',
  ),
  FORM_FILLED_ALLOWED: note(
    'integrity',
    '后来填写了允许填写的表单',
    'A form was filled in as the signer allowed',
  ),
  ANNOT_ADDED_ALLOWED: note(
    'integrity',
    '后来加了允许添加的批注，没有盖住内容',
    'Annotations were added as the signer allowed; they cover nothing',
  ),
  ACTIVE_CONTENT: note(
    'integrity',
    '文件带有动作、脚本、外部链接或多媒体，未执行',
    'The file holds actions, scripts, links to the outside or media; none was run',
  ),
  EMBEDDED_FILES: note(
    'integrity',
    '文件里夹带着别的文件，签章一并盖住了它们，但页面上看不到',
    'Other files travel inside this one; the seal covers them, and no page shows them',
  ),
  LOOKS_MAY_DIFFER: note(
    'integrity',
    '换一台电脑、鼠标移上去或打印时，看到的样子可能不同（字体未嵌入、表单由阅读器现画或另有图形）',
    'It may look different on another machine, under the mouse or on paper (fonts not embedded, fields drawn by the reader, or other pictures)',
  ),
  CONTENT_MALFORMED: note(
    'integrity',
    '页面内容里有不合规的操作（{kinds}），其后没有画出什么',
    'The contents hold operators that are not as they must be ({kinds}); nothing is drawn behind them',
  ),
  PICTURES_NOT_CHECKED: note(
    'integrity',
    '文件里的图片太多或太大，没有逐一检查数据是否完整；签章一并盖住了它们',
    'The pictures in the file are too many or too large for each to be checked for whole data; the seal covers them',
  ),
  HIDDEN_TEXT: note(
    'integrity',
    '文件里有看不见的文字（扫描识别的文件常有），搜索和复制得到的可能与看到的不同',
    'The file holds text that is not drawn, as recognised scans do; what is searched or copied may differ from what is seen',
  ),
  USAGE_RIGHTS: note(
    'integrity',
    '文件带有表单的阅读器使用权限签名，那不是签章，未作验证',
    'The file carries a signature on usage rights of a form; it is no seal and was not judged',
  ),
  HIDDEN_LAYERS: note('integrity', '文件带有隐藏图层', 'The file has hidden layers'),
  SHADOW_LATENT: note(
    'integrity',
    '文件里有没有用到的或隐藏的内容，页面上看不到',
    'The file holds unused or hidden content that no page shows',
  ),
  STAMP_NOT_VISIBLE: note(
    'integrity',
    '印章图形不在可见页面内',
    'The picture of the seal is not on a visible page',
  ),
  MARK_PICTURE_NOT_COMPARED: note(
    'integrity',
    '页面上的印章图形无法与签章里的印章图片比对，请以签章里的图片为准',
    'The mark on the page cannot be compared with the picture in the seal; the picture in the seal counts',
  ),
  SEAM_INCOMPLETE: note(
    'integrity',
    '骑缝章的切片不齐',
    'Slices of the seal across the page edges are missing',
  ),
  CMS_ATTRS_NOT_DER: note(
    'integrity',
    '签章数据的排列不合标准，内容无误',
    'The parts of the signature are not in standard order; nothing in them is wrong',
    nothing,
  ),
  SIG_RAW_RS: note(
    'integrity',
    '签章数据采用非标准写法，内容无误',
    'The signature is written in a non-standard form; nothing in it is wrong',
    nothing,
  ),
  SEAL_FROZEN_SINCE: note(
    'identity',
    '印章在签章之后（{date}）被冻结，不影响本签章；冻结期间再用这枚印章的不予受理',
    'The seal was frozen on {date}, after it was used here; this signature stands, what is sealed while it is frozen does not',
  ),
  SEAL_CANCELLED_SINCE: note(
    'identity',
    '印章在签章之后（{date}）被注销，不影响本签章；此后再用这枚印章的不予受理',
    'The seal was cancelled on {date}, after it was used here; this signature stands, later ones do not',
  ),
  REVOCATION_OLD: note(
    'identity',
    '上级机构的吊销名单截至 {date}，比签章早一年以上，之后有没有吊销不知道',
    'The revocation list about an authority is of {date}, more than a year before the signing; what was revoked since is not known',
  ),
  REVOKED_AFTER_SIGN: note(
    'identity',
    '证书在签章之后被吊销，不影响本签章',
    'The certificate was revoked after it had signed; this signature stands',
    nothing,
  ),
} as const satisfies Record<string, VerdictCodeEntry>);

export type VerdictCode = keyof typeof verdictCodes;

/** The row of a code; a plain typed look-up so that callers need no cast. */
export function verdictCodeEntry(code: VerdictCode): VerdictCodeEntry {
  return verdictCodes[code];
}
