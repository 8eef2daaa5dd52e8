import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The checkers that are written in Java, in one JVM for all tests: its start takes longer than most checks.
 *
 * <p>Reads a line for each order and answers it with a line, both in Base64. An order has a line with the name of the
 * checker, one with its jars (none for EPUBCheck, which is on the class path), and one for each argument. The answer has
 * a line with the exit status, and then whatever the checker said.
 */
public class Checkers {
    private static final PrintStream ANSWERS = System.out;
    private static final String XERCES = "org.apache.xerces.xni.parser.XMLParserConfiguration";
    private static final Map<String, ClassLoader> LOADERS = new HashMap<>();

    public static void main(String[] ignored) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            List<String> order =
                    Arrays.asList(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8).split("\n"));
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
            // What checkers print goes into the answer.
            System.setOut(out);
            System.setErr(out);
            int status = run(order.get(0), order.get(1), order.subList(2, order.size()), out);
            out.flush();
            String answer = status + "\n" + said.toString(StandardCharsets.UTF_8);
            ANSWERS.println(Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** One order; what a checker sets for itself is as it was for the next one. */
    private static int run(String checker, String jars, List<String> arguments, PrintStream out) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Properties properties = (Properties) System.getProperties().clone();
        try {
            switch (checker) {
                case "epubcheck":
                    return epubcheck(arguments, out);
                case "jing":
                    return jing(loader(jars), arguments);
                case "vnu":
                    return vnu(loader(jars), arguments, out);
                default:
                    throw new IllegalArgumentException(checker);
            }
        } catch (Throwable error) {
            error.printStackTrace(out);
            return 70;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            System.setProperties(properties);
        }
    }

    /** Each checker has its own version of the same libraries. */
    private static ClassLoader loader(String jars) throws Exception {
        ClassLoader loader = LOADERS.get(jars);
        if (loader == null) {
            String[] paths = jars.split(File.pathSeparator);
            URL[] urls = new URL[paths.length];
            for (int k = 0; k < paths.length; k++) {
                urls[k] = new File(paths[k]).toURI().toURL();
            }
            loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
            LOADERS.put(jars, loader);
        }
        return loader;
    }

    /** Prints "finding TAB book TAB message" for each warning and error, and "checked TAB book" after each book. */
    private static int epubcheck(List<String> books, PrintStream out) {
        for (String book : books) {
            Findings findings = new Findings(book, out);
            int status = new EpubCheck(new File(book), findings).doValidate();
            if (status != 0 && findings.count == 0) {
                findings.print("exit status " + status + " without a message");
            }
            out.println("checked\t" + book);
        }
        return 0;
    }

    /** As the command `jing` does it, which is a shell around this. */
    private static int jing(ClassLoader loader, List<String> arguments) throws Exception {
        System.setProperty(XERCES, "org.apache.xerces.parsers.XIncludeParserConfiguration");
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> driver = loader.loadClass("com.thaiopensource.relaxng.util.Driver");
        var constructor = driver.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method run = driver.getMethod("doMain", String[].class);
        run.setAccessible(true);
        return (Integer) run.invoke(constructor.newInstance(), (Object) arguments.toArray(new String[0]));
    }

    /** Prints what the Nu HTML Checker finds in each page, one finding a line. */
    private static int vnu(ClassLoader loader, List<String> pages, PrintStream out) throws Exception {
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> type = loader.loadClass("nu.validator.client.EmbeddedValidator");
        Class<?> format = loader.loadClass("nu.validator.client.EmbeddedValidator$OutputFormat");
        for (String page : pages) {
            Object checker = type.getConstructor().newInstance();
            type.getMethod("setOutputFormat", format).invoke(checker, format.getField("GNU").get(null));
            // It guesses a page's language with the help of chance, and takes the same page now for French, now
            // for Spanish; that every cell says its language is for other tests.
            type.getMethod("setNoLangDetect", boolean.class).invoke(checker, true);
            out.print((String) type.getMethod("validate", Path.class).invoke(checker, Path.of(page)));
        }
        return 0;
    }

    private static final class Findings extends MasterReport {
        private final String book;
        private final PrintStream out;
        private int count = 0;

        Findings(String book, PrintStream out) {
            this.book = book;
            this.out = out;
            setEpubFileName(book);
        }

        void print(String text) {
            count++;
            out.println("finding\t" + book + "\t" + text.replaceAll("\\s+", " "));
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
