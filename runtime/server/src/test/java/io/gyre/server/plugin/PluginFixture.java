package io.gyre.server.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds the jar of a plugin from sources in a test. */
public final class PluginFixture {
  private final Path scratch;
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<Path> classPath = new ArrayList<>();
  private byte classFileVersion;

  private PluginFixture(Path scratch) {
    this.scratch = scratch;
  }

  /** A plugin with a manifest as it should be, and no content. */
  public static PluginFixture plugin(Path scratch, String name) {
    return library(scratch).manifest("Gyre-Plugin", name).manifest("Gyre-Spi", "1.0");
  }

  /** A jar that is no plugin. */
  static PluginFixture library(Path scratch) {
    return new PluginFixture(scratch);
  }

  PluginFixture manifest(String name, String value) {
    manifest.put(name, value);
    return this;
  }

  public PluginFixture source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  public PluginFixture entry(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Compiles against another jar without packing it. */
  PluginFixture against(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Pretends that the classes were compiled for a Java that does not exist yet. */
  PluginFixture forJavaOfTheFuture() {
    classFileVersion = 120;
    return this;
  }

  /** A proxy provider of that type; {@code body} goes into the class. */
  PluginFixture proxy(String className, String type, String body) {
    entry("META-INF/services/io.gyre.spi.proxy.ProxyProvider", className + "\n");
    return source(
        className,
        """
        import io.gyre.spi.*;
        import io.gyre.spi.proxy.*;
        import java.util.*;
        public class %s implements ProxyProvider<%s.Config> {
          public record Config() {}
          %s
          public String type() { return "%s"; }
          public Class<Config> configType() { return Config.class; }
          public Proxy create(Config config, ComponentContext context) {
            return new Proxy() {
              public Set<ProxyKind> kinds() { return Set.of(ProxyKind.RPC); }
              public RpcReply rpc(RpcCall call) { return new RpcReply(answer().getBytes()); }
            };
          }
          String answer() { return Thread.currentThread().getContextClassLoader().getName(); }
        }
        """
            .formatted(className, className, body, type));
  }

  public Path jar(Path target) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path classes = Files.createTempDirectory(scratch, "classes");
    compile(classes);
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(file, manifest())) {
      for (Path path : files(classes)) {
        put(jar, classes.relativize(path).toString().replace('\\', '/'), classFile(path));
      }
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(jar, entry.getKey(), entry.getValue());
      }
    }
    return target;
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  private byte[] classFile(Path path) throws IOException {
    byte[] content = Files.readAllBytes(path);
    if (classFileVersion > 0) {
      content[7] = classFileVersion; // the low byte of the major version
    }
    return content;
  }

  private Manifest manifest() {
    Manifest made = new Manifest();
    made.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(made.getMainAttributes()::putValue);
    return made;
  }

  private void compile(Path classes) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  problems,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-cp", compileClassPath(), "-proc:none"),
                  null,
                  sources.entrySet().stream().map(PluginFixture::source).toList())
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(problems.toString());
      }
    }
  }

  private String compileClassPath() {
    List<String> path = new ArrayList<>();
    path.add(System.getProperty("java.class.path"));
    classPath.forEach(jar -> path.add(jar.toString()));
    return String.join(System.getProperty("path.separator"), path);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static JavaFileObject source(Map.Entry<String, String> source) {
    String path = "string:///" + source.getKey().replace('.', '/') + ".java";
    return new SimpleJavaFileObject(URI.create(path), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.getValue();
      }
    };
  }
}
