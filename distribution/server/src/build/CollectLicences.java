import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Copies the licence and notice texts that jars carry, equal ones once: {@code CollectLicences LIB_FOLDER LICENCES_FOLDER}. */
class CollectLicences {
  private final Set<String> seen = new HashSet<>();

  public static void main(String[] args) throws IOException {
    CollectLicences collector = new CollectLicences();
    Path target = Path.of(args[1]);
    try (Stream<Path> jars = Files.list(Path.of(args[0]))) {
      for (Path jar : jars.sorted().toList()) {
        if (!jar.getFileName().toString().startsWith("gyre-")) {
          collector.copy(jar, target);
        }
      }
    }
  }

  private void copy(Path jar, Path target) throws IOException {
    String name = jar.getFileName().toString().replace(".jar", "");
    try (JarFile file = new JarFile(jar.toFile())) {
      for (ZipEntry entry : file.stream().filter(CollectLicences::isText).toList()) {
        String text = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        try (InputStream in = file.getInputStream(entry)) {
          String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          if (seen.add(content)) {
            Files.writeString(target.resolve(name + "-" + text), content);
          }
        }
      }
    }
  }

  private static boolean isText(ZipEntry entry) {
    String name = entry.getName().toUpperCase(Locale.ROOT);
    return !entry.isDirectory()
        && !name.endsWith(".CLASS")
        && (name.matches("(META-INF/)?(LICEN[CS]E|NOTICE|COPYING)[^/]*"));
  }
}
