// A test authority of BouncyCastle with SM2 keys: it answers about one certificate (RFC 6960), and reads an answer of ours.
import java.io.File;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

public final class OcspOracle {
  private static final long HOUR = 3_600_000L;
  private static final X500Name AUTHORITY = new X500Name("CN=Oracle Authority");
  private static final AlgorithmIdentifier SM3 =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.156.10197.1.401"));

  public static void main(String[] arguments) throws Exception {
    Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
    File folder = new File(arguments[0]);
    KeyPair authority = keys();
    KeyPair responder = keys();
    ContentSigner signer = signer(authority);
    X509CertificateHolder root = certificate(1, AUTHORITY, authority.getPublic(), signer);
    X509CertificateHolder leaf = certificate(200, new X500Name("CN=Leaf"), keys().getPublic(), signer);
    X509CertificateHolder delegate =
        certificate(201, new X500Name("CN=Responder"), responder.getPublic(), signer);
    write(folder, "root.der", root.getEncoded());
    write(folder, "leaf.der", leaf.getEncoded());
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
    for (String hash : new String[] {"sha1", "sm3"}) {
      CertificateID id =
          new CertificateID(
              digests.get(hash.equals("sm3") ? SM3 : CertificateID.HASH_SHA1), root, leaf.getSerialNumber());
      for (String state : new String[] {"good", "revoked", "unknown"}) {
        BasicOCSPRespBuilder builder =
            hash.equals("sm3")
                ? new JcaBasicOCSPRespBuilder(responder.getPublic(), digests.get(CertificateID.HASH_SHA1))
                : new BasicOCSPRespBuilder(new RespID(delegate.getSubject()));
        Date made = new Date(System.currentTimeMillis() - 60_000L);
        builder.addResponse(id, status(state), made, new Date(made.getTime() + 24 * HOUR), null);
        BasicOCSPResp answer = builder.build(signer(responder), new X509CertificateHolder[] {delegate}, made);
        byte[] bytes = new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, answer).getEncoded();
        write(folder, hash + "-" + state + ".ors", bytes);
      }
    }
    System.out.println("ours\t" + readOurs(folder));
  }

  private static String readOurs(File folder) throws Exception {
    X509CertificateHolder issuer = new X509CertificateHolder(read(folder, "our-root.der"));
    BasicOCSPResp answer = (BasicOCSPResp) new OCSPResp(read(folder, "our-answer.ors")).getResponseObject();
    boolean isSigned =
        answer.isSignatureValid(new JcaContentVerifierProviderBuilder().setProvider("BC").build(issuer));
    boolean isGood = answer.getResponses()[0].getCertStatus() == CertificateStatus.GOOD;
    return isSigned && isGood ? "good" : "bad";
  }

  private static CertificateStatus status(String state) {
    if (state.equals("good")) return CertificateStatus.GOOD;
    if (state.equals("unknown")) return new UnknownStatus();
    return new RevokedStatus(new Date(System.currentTimeMillis() - HOUR), 1);
  }

  private static X509CertificateHolder certificate(int serial, X500Name subject, PublicKey key, ContentSigner signer)
      throws Exception {
    Date from = new Date(System.currentTimeMillis() - 24 * HOUR);
    Date to = new Date(System.currentTimeMillis() + 24 * HOUR);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(AUTHORITY, BigInteger.valueOf(serial), from, to, subject, key);
    if (serial == 1) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } else builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    if (serial == 201) {
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
      builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    }
    return builder.build(signer);
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    return generator.generateKeyPair();
  }

  private static ContentSigner signer(KeyPair keys) throws Exception {
    return new JcaContentSignerBuilder("SM3withSM2").setProvider("BC").build(keys.getPrivate());
  }

  private static byte[] read(File folder, String name) throws Exception {
    return Files.readAllBytes(new File(folder, name).toPath());
  }

  private static void write(File folder, String name, byte[] bytes) throws Exception {
    Files.write(new File(folder, name).toPath(), bytes);
  }
}
