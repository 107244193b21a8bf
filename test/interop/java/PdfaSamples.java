import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/** Makes PDF/A files with PDFBox: three pages with a drawing, sRGB. Usage: PdfaSamples DIRECTORY; writes 1b.pdf, 2b.pdf, 3b.pdf. */
public final class PdfaSamples {
    public static void main(String[] arguments) throws Exception {
        for (String part : new String[] {"1", "2", "3"}) make(part, Path.of(arguments[0], part + "b.pdf"));
    }

    private static void make(String part, Path target) throws Exception {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 3; i++) drawPage(document);
            PDMetadata metadata = new PDMetadata(document);
            metadata.importXMPMetadata(packet(part).getBytes(StandardCharsets.UTF_8));
            document.getDocumentCatalog().setMetadata(metadata);
            byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
            PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
            intent.setInfo("sRGB");
            intent.setOutputConditionIdentifier("sRGB");
            document.getDocumentCatalog().addOutputIntent(intent);
            document.save(target.toFile(), CompressParameters.NO_COMPRESSION);
        }
    }

    private static void drawPage(PDDocument document) throws Exception {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.setNonStrokingColor(0.2f, 0.3f, 0.8f);
            content.addRect(80, 80, 200, 40);
            content.fill();
        }
    }

    private static String packet(String part) {
        return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
                + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                + "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
                + "<pdfaid:part>" + part + "</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
                + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
    }
}
