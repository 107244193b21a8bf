import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Calendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/** PDFBox: incremental saves. */
final class PdfBoxWriter implements PdfWriters.Writer {
    @Override
    public void sign(Path source, Path target, boolean isSeen) throws Exception {
        try (PDDocument document = Loader.loadPDF(source.toFile());
                OutputStream output = Files.newOutputStream(target)) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setName("Clerk");
            signature.setSignDate(Calendar.getInstance());
            document.addSignature(signature, covered -> {
                try {
                    return PdfWriters.cms(covered);
                } catch (Exception problem) {
                    throw new java.io.IOException(problem);
                }
            });
            document.saveIncremental(output);
        }
    }

    @Override
    public void fill(Path source, Path target) throws Exception {
        try (PDDocument document = Loader.loadPDF(source.toFile());
                OutputStream output = Files.newOutputStream(target)) {
            PDAcroForm form = document.getDocumentCatalog().getAcroForm();
            form.getField("note").setValue(PdfWriters.FIELD_VALUE);
            document.saveIncremental(output);
        }
    }
}
