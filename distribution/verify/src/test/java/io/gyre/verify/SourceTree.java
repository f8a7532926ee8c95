package io.gyre.verify;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The types of the sources with the methods that each declares, as the compiler's parser sees. */
final class SourceTree {
  private final Path root;
  private final Map<String, Set<String>> methods = new HashMap<>();

  private SourceTree(Path root) {
    this.root = root;
  }

  /** Parses all Java files of the checkout. */
  static SourceTree read() throws IOException {
    SourceTree tree = new SourceTree(Path.of(System.getProperty("gyre.sources")).normalize());
    tree.parse(tree.files());
    return tree;
  }

  Path root() {
    return root;
  }

  /** Whether a type has this name, nested ones included. */
  boolean has(String type) {
    return methods.containsKey(type);
  }

  /** Whether a type of this name declares a method of that name. */
  boolean has(String type, String method) {
    return methods.getOrDefault(type, Set.of()).contains(method);
  }

  int types() {
    return methods.size();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> root.relativize(file).toString().contains("src/"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }

  private void parse(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      JavacTask task =
          (JavacTask) compiler.getTask(null, manager, problem -> {}, null, null, units);
      task.parse().forEach(unit -> new Names().scan(unit, null));
    }
  }

  private final class Names extends TreeScanner<@Nullable Void, @Nullable String> {
    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable String outer) {
      String name = type.getSimpleName().toString();
      methods.computeIfAbsent(name, _ -> new HashSet<>());
      return super.visitClass(type, name);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable String type) {
      if (type != null) {
        methods.computeIfAbsent(type, _ -> new HashSet<>()).add(method.getName().toString());
      }
      return super.visitMethod(method, type);
    }
  }
}
