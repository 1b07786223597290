import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Gives the old classes of jars, those without stack maps, the present class file version. picocli's are of Java 5: the
 * JVM verifies such classes at each start, at length, and keeps none of them in a class data archive.
 */
final class NewClasses {
    /** The class file version of Java 7, from which on stack maps are required. */
    private static final int STACK_MAPS = 51;

    private final ClassFile format;

    private NewClasses(ClassLoader classes) {
        format = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ConstantPoolSharingOption.NEW_POOL,
                ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
    }

    /** Arguments: the jars, which are replaced. */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            replace(Path.of(jar));
        }
    }

    private static void replace(Path jar) throws IOException {
        Path next = jar.resolveSibling(jar.getFileName() + ".new");
        try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()});
                var in = new ZipFile(jar.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(next))) {
            var classes = new NewClasses(loader);
            for (ZipEntry entry : Collections.list(in.entries())) {
                classes.copy(entry, in.getInputStream(entry).readAllBytes(), out);
            }
        }
        Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private void copy(ZipEntry entry, byte[] content, ZipOutputStream out) throws IOException {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        boolean old = entry.getName().endsWith(".class") && format.parse(content).majorVersion() < STACK_MAPS;
        out.write(old ? renew(content) : content);
        out.closeEntry();
    }

    private byte[] renew(byte[] old) {
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.latestMajorVersion(), 0);
            } else {
                builder.with(element);
            }
        };
        var code = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
        return format.transformClass(format.parse(old), code.andThen(version));
    }
}
