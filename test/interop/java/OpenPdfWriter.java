import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfSignature;
import com.lowagie.text.pdf.PdfSignatureAppearance;
import com.lowagie.text.pdf.PdfStamper;
import com.lowagie.text.pdf.PdfString;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** OpenPDF in append mode; its caller makes the CMS. */
final class OpenPdfWriter implements PdfWriters.Writer {
    private static final int SIZE = 8192;

    @Override
    public void sign(Path source, Path target, boolean isSeen) throws Exception {
        PdfReader reader = new PdfReader(source.toString());
        try (OutputStream output = Files.newOutputStream(target)) {
            PdfStamper stamper = PdfStamper.createSignature(reader, output, '\0', null, true);
            PdfSignatureAppearance look = stamper.getSignatureAppearance();
            look.setCrypto(null, Arrays.copyOf(PdfWriters.chain, 1, java.security.cert.X509Certificate[].class), null,
                    PdfSignatureAppearance.SELF_SIGNED);
            if (isSeen) {
                look.setVisibleSignature(new Rectangle(60, 300, 220, 360), 1, "Clerk");
            }
            PdfSignature signature = new PdfSignature(PdfName.ADOBE_PPKLITE, PdfName.ADBE_PKCS7_DETACHED);
            signature.setReason("Checked");
            look.setCryptoDictionary(signature);
            Map<PdfName, Integer> room = new HashMap<>();
            room.put(PdfName.CONTENTS, SIZE * 2 + 2);
            look.preClose(room);
            byte[] cms = PdfWriters.cms(look.getRangeStream());
            PdfDictionary filled = new PdfDictionary();
            filled.put(PdfName.CONTENTS, new PdfString(Arrays.copyOf(cms, SIZE)).setHexWriting(true));
            look.close(filled);
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
