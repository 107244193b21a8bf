// Seals and seal signatures through ofdrw's GM/T 0031-2014 and GB/T 38540-2020 classes, which decode and encode again.
// Usage: java OfdrwOracle DIRECTORY; manifest.tsv there holds lines "kind TAB name TAB file TAB document"; prints "name TAB result".
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.ofdrw.gm.ses.parse.SESVersion;
import org.ofdrw.gm.ses.parse.SESVersionHolder;
import org.ofdrw.gm.ses.parse.VersionParser;

public final class OfdrwOracle {
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    for (String line : Files.readAllLines(directory.resolve("manifest.tsv"), StandardCharsets.UTF_8)) {
      String[] field = line.split("\t", -1);
      System.out.println(field[1] + "\t" + judge(field[0], Files.readAllBytes(directory.resolve(field[2]))));
    }
  }

  private static String judge(String kind, byte[] bytes) {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(bytes);
      return kind.equals("seal") ? seal(bytes, VersionParser.parseSES_SealVersion(sequence)) : signature(bytes, VersionParser.parseSES_SignatureVersion(sequence));
    } catch (Exception problem) {
      return "error " + problem.getClass().getSimpleName();
    }
  }

  private static String seal(byte[] bytes, SESVersionHolder holder) throws Exception {
    if (holder.getVersion() == SESVersion.v1) {
      var seal = holder.getInstanceV1Seal();
      var info = seal.getSignInfo();
      var signed = new DERSequence(new ASN1Encodable[] {seal.getEsealInfo(), info.getCert(), info.getSignatureAlgorithm()});
      boolean fine = sm2(info.getCert(), signed.getEncoded("DER"), info.getSignData().getOctets());
      return "v1 " + seal.getEsealInfo().getEsID().getString() + same(seal, bytes) + (fine ? " verified" : " refuted");
    }
    var seal = holder.getInstanceV4Seal();
    boolean good = sm2(seal.getCert(), seal.geteSealInfo().getEncoded("DER"), seal.getSignedValue().getOctets());
    return "v4 " + seal.geteSealInfo().getEsID().getString() + same(seal, bytes) + (good ? " verified" : " refuted");
  }

  private static String signature(byte[] bytes, SESVersionHolder holder) throws Exception {
    if (holder.getVersion() == SESVersion.v1) {
      var signature = holder.getInstanceV1();
      boolean good = sm2(signature.getToSign().getCert(), signature.getToSign().getEncoded("DER"), signature.getSignature().getOctets());
      return "v1 " + signature.getToSign().getPropertyInfo().getString() + same(signature, bytes) + (good ? " verified" : " refuted");
    }
    var signature = holder.getInstanceV4();
    boolean good = sm2(signature.getCert(), signature.getToSign().getEncoded("DER"), signature.getSignature().getOctets());
    return "v4 " + signature.getToSign().getPropertyInfo().getString() + same(signature, bytes) + (good ? " verified" : " refuted");
  }

  /** Whether decoding and encoding again gives the octets back: then every field was understood as it was meant. */
  private static String same(ASN1Encodable value, byte[] bytes) throws Exception {
    return Arrays.equals(value.toASN1Primitive().getEncoded("DER"), bytes) ? " same" : " other";
  }

  private static boolean sm2(ASN1OctetString certificate, byte[] message, byte[] value) throws Exception {
    SM2Signer signer = new SM2Signer();
    var holder = new X509CertificateHolder(certificate.getOctets());
    signer.init(false, PublicKeyFactory.createKey(holder.getSubjectPublicKeyInfo()));
    signer.update(message, 0, message.length);
    return signer.verifySignature(value);
  }
}
