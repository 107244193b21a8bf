import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Writes into PDFs with the usual Java programs, as honest users do.
 * Usage: PdfWriters KEYSTORE MANIFEST; lines "name TAB program TAB action TAB input TAB output"; prints "name TAB written" or the error.
 */
public final class PdfWriters {
    static final char[] PASSWORD = "interop".toCharArray();
    static final String FIELD_VALUE = "Paid in full";

    static PrivateKey key;
    static Certificate[] chain;

    interface Writer {
        void sign(Path source, Path target, boolean isSeen) throws Exception;

        void fill(Path source, Path target) throws Exception;
    }

    private static final Map<String, Writer> WRITERS = Map.of(
            "PDFBox", new PdfBoxWriter(),
            "DSS", new DssWriter(),
            "iText 8", new IText8Writer(),
            "iText 5", new IText5Writer(),
            "OpenPDF", new OpenPdfWriter());

    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = new FileInputStream(arguments[0])) {
            store.load(stream, PASSWORD);
        }
        key = (PrivateKey) store.getKey("clerk", PASSWORD);
        chain = store.getCertificateChain("clerk");
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            String[] parts = line.split("\t");
            System.out.println(parts[0] + "\t" + answer(parts));
        }
    }

    private static String answer(String[] parts) {
        try {
            Writer writer = WRITERS.get(parts[1]);
            Path source = Path.of(parts[3]);
            Path target = Path.of(parts[4]);
            switch (parts[2]) {
                case "fill" -> writer.fill(source, target);
                case "sign" -> writer.sign(source, target, false);
                case "sign-seen" -> writer.sign(source, target, true);
                default -> throw new IllegalArgumentException(parts[2]);
            }
            return "written";
        } catch (Exception | LinkageError problem) {
            return ("error " + problem).replaceAll("\\s+", " ");
        }
    }

    /** Detached CMS over what the signature covers, for programs that leave this to who uses them. */
    static byte[] cms(InputStream covered) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        X509Certificate certificate = (X509Certificate) chain[0];
        generator.addSignerInfoGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", key, certificate));
        generator.addCertificates(new JcaCertStore(List.of(chain)));
        return generator.generate(new CMSProcessableByteArray(covered.readAllBytes()), false).getEncoded();
    }
}
