import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** DSS: PAdES baseline B, the digest signed outside of it. */
final class DssWriter implements PdfWriters.Writer {
    @Override
    public void sign(Path source, Path target, boolean isSeen) throws Exception {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setEncryptionAlgorithm(EncryptionAlgorithm.RSA);
        parameters.setSigningCertificate(new CertificateToken((X509Certificate) PdfWriters.chain[0]));
        if (isSeen) {
            parameters.setImageParameters(look());
        }
        PAdESService service = new PAdESService(new CommonCertificateVerifier());
        DSSDocument document = new FileDocument(source.toFile());
        ToBeSigned covered = service.getDataToSign(document, parameters);
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(PdfWriters.key);
        signer.update(covered.getBytes());
        SignatureValue value = new SignatureValue(SignatureAlgorithm.RSA_SHA256, signer.sign());
        service.signDocument(document, parameters, value).save(target.toString());
    }

    private static SignatureImageParameters look() {
        SignatureFieldParameters place = new SignatureFieldParameters();
        place.setPage(1);
        place.setOriginX(60);
        place.setOriginY(640);
        place.setWidth(160);
        place.setHeight(50);
        SignatureImageTextParameters text = new SignatureImageTextParameters();
        text.setText("Clerk of another program");
        SignatureImageParameters look = new SignatureImageParameters();
        look.setFieldParameters(place);
        look.setTextParameters(text);
        return look;
    }

    @Override
    public void fill(Path source, Path target) {
        throw new UnsupportedOperationException("DSS fills no forms");
    }
}
