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
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.xml.sax.ErrorHandler;

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
    /** The Nu HTML Checker with its schema, once it was asked for. */
    private static final List<Object> NU = new ArrayList<>();

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

    /**
     * Prints what the Nu HTML Checker finds in each page, one finding a line.
     *
     * <p>As its `EmbeddedValidator` does it, but that its schema is read once: to read it takes longer than most pages.
     */
    private static int vnu(ClassLoader loader, List<String> pages, PrintStream out) throws Exception {
        Thread.currentThread().setContextClassLoader(loader);
        if (NU.isEmpty()) {
            // It guesses a page's language with the help of chance, and takes the same page now for French, now
            // for Spanish; that every cell says its language is for other tests.
            boolean guess = false;
            Class<?> type = loader.loadClass("nu.validator.validation.SimpleDocumentValidator");
            Object made = type.getConstructor(boolean.class, boolean.class, boolean.class).newInstance(true, false, guess);
            Object complain = loader.loadClass("nu.validator.xml.SystemErrErrorHandler").getConstructor().newInstance();
            type.getMethod("setUpMainSchema", String.class, ErrorHandler.class)
                    .invoke(made, "http://s.validator.nu/html5-all.rnc", complain);
            NU.add(made);
        }
        Object checker = NU.get(0);
        Class<?> type = checker.getClass();
        for (String page : pages) {
            // Whoever prints the last finding closes what it is printed to.
            ByteArrayOutputStream findings = new ByteArrayOutputStream();
            ErrorHandler told = told(loader, checker, findings);
            type.getMethod("setUpValidatorAndParsers", ErrorHandler.class, boolean.class, boolean.class)
                    .invoke(checker, told, false, false);
            if (page.endsWith(".html")) {
                type.getMethod("checkHtmlFile", File.class, boolean.class).invoke(checker, new File(page), true);
            } else {
                type.getMethod("checkXmlFile", File.class).invoke(checker, new File(page));
            }
            told.getClass().getMethod("end", String.class, String.class, String.class).invoke(told, "", "", "");
            findings.writeTo(out);
        }
        return 0;
    }

    /** What prints the findings of the Nu HTML Checker, in the form of GNU. */
    private static ErrorHandler told(ClassLoader loader, Object checker, OutputStream out) throws Exception {
        Object source = checker.getClass().getMethod("getSourceCode").invoke(checker);
        Class<?> images = loader.loadClass("nu.validator.servlet.imagereview.ImageCollector");
        Class<?> emitter = loader.loadClass("nu.validator.messages.MessageEmitter");
        Object printer = loader.loadClass("nu.validator.messages.GnuMessageEmitter")
                .getConstructor(OutputStream.class, boolean.class)
                .newInstance(out, false);
        Class<?> adapter = loader.loadClass("nu.validator.messages.MessageEmitterAdapter");
        Object made = adapter.getConstructor(
                        Pattern.class, source.getClass(), boolean.class, images, int.class, boolean.class, emitter)
                .newInstance(
                        null, source, true, images.getConstructor(source.getClass()).newInstance(source), 0, true, printer);
        adapter.getMethod("setErrorsOnly", boolean.class).invoke(made, false);
        adapter.getMethod("setHtml", boolean.class).invoke(made, true);
        adapter.getMethod("start", String.class).invoke(made, (Object) null);
        return (ErrorHandler) made;
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
