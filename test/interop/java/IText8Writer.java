import com.itextpdf.forms.PdfAcroForm;
import com.itextpdf.forms.fields.PdfFormCreator;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.StampingProperties;
import com.itextpdf.signatures.BouncyCastleDigest;
import com.itextpdf.signatures.PdfSigner;
import com.itextpdf.signatures.PrivateKeySignature;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** iText 8 in append mode. */
final class IText8Writer implements PdfWriters.Writer {
    @Override
    public void sign(Path source, Path target, boolean isSeen) throws Exception {
        try (PdfReader reader = new PdfReader(source.toFile());
                OutputStream output = Files.newOutputStream(target)) {
            PdfSigner signer = new PdfSigner(reader, output, new StampingProperties().useAppendMode());
            signer.setFieldName("Clerk");
            if (isSeen) {
                signer.setPageNumber(1).setPageRect(new Rectangle(60, 300, 160, 60));
            }
            signer.signDetached(new BouncyCastleDigest(), new PrivateKeySignature(PdfWriters.key, "SHA256", "BC"),
                    PdfWriters.chain, null, null, null, 0, PdfSigner.CryptoStandard.CMS);
        }
    }

    @Override
    public void fill(Path source, Path target) throws Exception {
        StampingProperties append = new StampingProperties().useAppendMode();
        try (PdfDocument document = new PdfDocument(
                new PdfReader(source.toFile()), new PdfWriter(target.toFile()), append)) {
            PdfAcroForm form = PdfFormCreator.getAcroForm(document, false);
            form.getField("note").setValue(PdfWriters.FIELD_VALUE);
        }
    }
}
