import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Checks many books with EPUBCheck in one JVM: the start of a JVM takes ten times as long as a book.
 *
 * <p>Prints "finding TAB book TAB message" for each warning, error and fatal error, and "checked TAB book" after each
 * book, so that the caller can tell a clean book from one that was never looked at. Exit status 0 unless it crashes.
 */
public class EpubCheckAll {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] books) {
        Locale.setDefault(Locale.ENGLISH);
        for (String book : books) {
            Findings findings = new Findings(book);
            int status = new EpubCheck(new File(book), findings).doValidate();
            if (status != 0 && findings.count == 0) {
                findings.print("exit status " + status + " without a message");
            }
            OUT.println("checked\t" + book);
        }
    }

    private static final class Findings extends MasterReport {
        private final String book;
        private int count = 0;

        Findings(String book) {
            this.book = book;
            setEpubFileName(book);
        }

        void print(String text) {
            count++;
            OUT.println("finding\t" + book + "\t" + text.replaceAll("\\s+", " "));
        }

        @Override
        public void message(Message message, EPUBLocation place, Object... arguments) {
            Severity severity = message.getSeverity();
            if (severity.toInt() >= Severity.WARNING.toInt()) {
                print(severity + " " + message.getID() + " " + place.getPath() + ":" + place.getLine() + ":"
                        + place.getColumn() + " " + message.getMessage(arguments));
            }
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {}

        @Override
        public int generate() {
            return 0;
        }

        @Override
        public void initialize() {}
    }
}
