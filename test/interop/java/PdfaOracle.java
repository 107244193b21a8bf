import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF as the judge of PDF/A. Usage: PdfaOracle MANIFEST; lines "name TAB flavour (1b, 2b, 3b) TAB file";
 * prints "name TAB valid", or the rules that are violated, by clause and number.
 */
public final class PdfaOracle {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] parts = line.split("\t");
            System.out.println(parts[0] + "\t" + answer(PDFAFlavour.byFlavourId(parts[1]), parts[2]));
        }
    }

    private static String answer(PDFAFlavour flavour, String file) {
        try (FileInputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) return "valid";
            return result.getTestAssertions().stream()
                    .filter(each -> each.getStatus() == TestAssertion.Status.FAILED)
                    .map(each -> each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber())
                    .distinct().sorted().collect(Collectors.joining("; "));
        } catch (Exception | LinkageError problem) {
            return ("error " + problem).replaceAll("\\s+", " ");
        }
    }
}
