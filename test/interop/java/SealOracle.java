// Independent reading of seals, seal signatures and GB/T 35275 signed data with BouncyCastle (GB/T 38540, GM/T 0031, GB/T 35275).
// Usage: java SealOracle DIRECTORY; manifest.tsv there holds lines "kind TAB name TAB file TAB document"; prints "name TAB result".
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.Collection;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampToken;

public final class SealOracle {
  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    Path directory = Path.of(args[0]);
    for (String line : Files.readAllLines(directory.resolve("manifest.tsv"), StandardCharsets.UTF_8)) {
      String[] field = line.split("\t", -1);
      System.out.println(field[1] + "\t" + judge(directory, field[0], field[2], field[3]));
    }
  }

  private static String judge(Path directory, String kind, String file, String documentFile) {
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(file));
      byte[] document = documentFile.isEmpty() ? null : Files.readAllBytes(directory.resolve(documentFile));
      switch (kind) {
        case "seal": return seal(ASN1Sequence.getInstance(bytes));
        case "signature": return signature(ASN1Sequence.getInstance(bytes), document);
        case "signed-data": return signedData(bytes, document);
        default: return "error unknown kind";
      }
    } catch (Exception problem) {
      return "error " + problem.getClass().getSimpleName();
    }
  }

  private static String seal(ASN1Sequence seal) throws Exception {
    byte[] info = encoded(seal.getObjectAt(0));
    if (seal.size() == 2) {
      ASN1Sequence signInfo = ASN1Sequence.getInstance(seal.getObjectAt(1));
      ASN1EncodableVector signed = new ASN1EncodableVector();
      signed.add(seal.getObjectAt(0));
      signed.add(signInfo.getObjectAt(0));
      signed.add(signInfo.getObjectAt(1));
      byte[] message = new DERSequence(signed).getEncoded("DER");
      return sm2(octets(signInfo.getObjectAt(0)), message, bits(signInfo.getObjectAt(2))) ? "ok v1" : "bad maker";
    }
    if (!sm2(octets(seal.getObjectAt(1)), info, bits(seal.getObjectAt(3)))) return "bad maker";
    return "ok v" + headerVersion(seal) + (seal.size() == 5 ? stamp(seal) : "");
  }

  private static String signature(ASN1Sequence signature, byte[] document) throws Exception {
    ASN1Sequence tbs = ASN1Sequence.getInstance(signature.getObjectAt(0));
    ASN1Sequence seal = ASN1Sequence.getInstance(tbs.getObjectAt(1));
    boolean old = signature.size() == 2;
    byte[] certificate = octets(old ? tbs.getObjectAt(5) : signature.getObjectAt(1));
    String maker = seal(seal);
    if (!maker.startsWith("ok")) return maker;
    if (!sm2(certificate, encoded(tbs), bits(signature.getObjectAt(old ? 1 : 3)))) return "bad value";
    if (!listed(seal, certificate, old)) return "bad list";
    if (!Arrays.equals(sm3(document), bits(tbs.getObjectAt(3)))) return "bad hash";
    int version = ASN1Integer.getInstance(tbs.getObjectAt(0)).intValueExact();
    if (!old && version != headerVersion(seal)) return "bad version";
    return "ok v" + (old ? 1 : version) + (signature.size() == 5 ? stamp(signature) : "");
  }

  /** The token sits in a BIT STRING behind [0] EXPLICIT; its imprint is over the content of the signature BIT STRING, which is element 3 in both. */
  private static String stamp(ASN1Sequence holder) throws Exception {
    ASN1Encodable inner = ASN1TaggedObject.getInstance(holder.getObjectAt(4)).getExplicitBaseObject();
    TimeStampToken token = new TimeStampToken(new CMSSignedData(bits(inner)));
    X509CertificateHolder authority = (X509CertificateHolder) token.getCertificates().getMatches(token.getSID()).iterator().next();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(authority));
    byte[] imprint = token.getTimeStampInfo().getMessageImprintDigest();
    return Arrays.equals(imprint, sm3(bits(holder.getObjectAt(3)))) ? " with time stamp" : " with foreign time stamp";
  }

  private static boolean listed(ASN1Sequence seal, byte[] certificate, boolean old) throws Exception {
    ASN1Sequence property = ASN1Sequence.getInstance(info(seal).getObjectAt(2));
    boolean digests = !old && ASN1Integer.getInstance(property.getObjectAt(2)).intValueExact() == 2;
    ASN1Sequence list = ASN1Sequence.getInstance(property.getObjectAt(old ? 2 : 3));
    byte[] wanted = digests ? sm3(certificate) : certificate;
    for (ASN1Encodable entry : list) {
      byte[] value = octets(digests ? ASN1Sequence.getInstance(entry).getObjectAt(1) : entry);
      if (Arrays.equals(value, wanted)) return true;
    }
    return false;
  }

  /** Flavour A: eContent is SM3(document), no attributes. Flavour B: detached, attributes with messageDigest = SM3(document). */
  private static String signedData(byte[] bytes, byte[] document) throws Exception {
    CMSSignedData data = new CMSSignedData(bytes);
    boolean attached = data.getSignedContent() != null;
    if (attached && !Arrays.equals((byte[]) data.getSignedContent().getContent(), sm3(document))) return "bad hash";
    CMSSignedData whole = attached ? data : new CMSSignedData(new CMSProcessableByteArray(document), bytes);
    for (SignerInformation signer : whole.getSignerInfos().getSigners()) {
      @SuppressWarnings("unchecked")
      Collection<X509CertificateHolder> found = whole.getCertificates().getMatches(signer.getSID());
      var verifier = new JcaSignerInfoVerifierBuilder(new JcaDigestCalculatorProviderBuilder().setProvider("BC").build())
          .setProvider("BC").setSignatureAlgorithmNameGenerator(new Sm2Names()).build(found.iterator().next());
      if (!signer.verify(verifier)) return "bad value";
    }
    return attached ? "ok attached" : "ok detached";
  }

  /** GB/T 35275 names the curve's signing OID where CMS names a signature algorithm. */
  private static final class Sm2Names extends DefaultCMSSignatureAlgorithmNameGenerator {
    @Override
    public String getSignatureName(AlgorithmIdentifier digest, AlgorithmIdentifier encryption) {
      return encryption.getAlgorithm().getId().startsWith("1.2.156.10197.1.301") ? "SM3WITHSM2" : super.getSignatureName(digest, encryption);
    }
  }

  /** SM2 with the default signer ID 1234567812345678, over the message as it stands. */
  private static boolean sm2(byte[] certificate, byte[] message, byte[] value) throws Exception {
    SM2Signer signer = new SM2Signer();
    signer.init(false, PublicKeyFactory.createKey(new X509CertificateHolder(certificate).getSubjectPublicKeyInfo()));
    signer.update(message, 0, message.length);
    return signer.verifySignature(value);
  }

  private static ASN1Sequence info(ASN1Sequence seal) {
    return ASN1Sequence.getInstance(seal.getObjectAt(0));
  }

  private static int headerVersion(ASN1Sequence seal) {
    return ASN1Integer.getInstance(ASN1Sequence.getInstance(info(seal).getObjectAt(0)).getObjectAt(1)).intValueExact();
  }

  private static byte[] octets(ASN1Encodable value) {
    return ASN1OctetString.getInstance(value).getOctets();
  }

  private static byte[] bits(ASN1Encodable value) {
    return value instanceof ASN1OctetString string ? string.getOctets() : ASN1BitString.getInstance(value).getOctets();
  }

  private static byte[] encoded(ASN1Encodable value) throws Exception {
    return value.toASN1Primitive().getEncoded();
  }

  private static byte[] sm3(byte[] message) {
    SM3Digest digest = new SM3Digest();
    digest.update(message, 0, message.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
