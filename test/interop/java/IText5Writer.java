import com.itextpdf.text.Rectangle;
import com.itextpdf.text.pdf.PdfReader;
import com.itextpdf.text.pdf.PdfSignatureAppearance;
import com.itextpdf.text.pdf.PdfStamper;
import com.itextpdf.text.pdf.security.BouncyCastleDigest;
import com.itextpdf.text.pdf.security.MakeSignature;
import com.itextpdf.text.pdf.security.PrivateKeySignature;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** iText 5 in append mode. */
final class IText5Writer implements PdfWriters.Writer {
    @Override
    public void sign(Path source, Path target, boolean isSeen) throws Exception {
        PdfReader reader = new PdfReader(source.toString());
        try (OutputStream output = Files.newOutputStream(target)) {
            PdfStamper stamper = PdfStamper.createSignature(reader, output, '\0', null, true);
            PdfSignatureAppearance look = stamper.getSignatureAppearance();
            if (isSeen) {
                look.setVisibleSignature(new Rectangle(60, 300, 220, 360), 1, "Clerk");
            }
            MakeSignature.signDetached(look, new BouncyCastleDigest(),
                    new PrivateKeySignature(PdfWriters.key, "SHA256", "BC"), PdfWriters.chain, null, null, null, 0,
                    MakeSignature.CryptoStandard.CMS);
        }
    }

    @Override
    public void fill(Path source, Path target) throws Exception {
        PdfReader reader = new PdfReader(source.toString());
        try (OutputStream output = Files.newOutputStream(target)) {
            PdfStamper stamper = new PdfStamper(reader, output, '\0', true);
            stamper.getAcroFields().setField("note", PdfWriters.FIELD_VALUE);
            stamper.close();
        }
    }
}
