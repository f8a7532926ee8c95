package io.gyre.server.plugin;

import io.gyre.spi.Provider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes the providers that one class loader names in {@code META-INF/services}, each on its own: a
 * broken one does not hide the others. Not thread-safe.
 */
final class ProviderReader {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.+-]{0,63}");
  private final ClassLoader loader;
  private final InPlugin inPlugin;
  private final String origin;
  private final Providers.Collector found;

  ProviderReader(ClassLoader loader, String origin, Providers.Collector found) {
    this.loader = loader;
    this.inPlugin = new InPlugin(loader);
    this.origin = origin;
    this.found = found;
  }

  void readAll() {
    for (Door<?> door : Door.all()) {
      read(door);
    }
  }

  private <P extends Provider<?, ?, ?>> void read(Door<P> door) {
    for (String className : names(door)) {
      try {
        found.add(door, inPlugin.call(() -> offer(door, className)));
      } catch (Exception | LinkageError | StackOverflowError failure) {
        found.add(new BrokenProvider(door.noun(), className, origin, Reason.of(failure)));
      }
    }
  }

  private <P extends Provider<?, ?, ?>> Offer<P> offer(Door<P> door, String className)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(className, true, loader);
    if (!loader.equals(type.getClassLoader())) {
      throw new IllegalStateException("the class is not the plugin's own");
    }
    if (!door.contract().isAssignableFrom(type)) {
      throw new IllegalStateException("does not implement " + door.contract().getName());
    }
    P provider = door.contract().cast(make(type));
    String word = provider.type();
    if (word == null || !TYPE.matcher(word).matches()) {
      throw new IllegalStateException("type() is not a word that YAML users can write: " + word);
    }
    if (provider.configType() == null) {
      throw new IllegalStateException("configType() is null");
    }
    return new Offer<>(word, provider, origin, inPlugin);
  }

  private static Object make(Class<?> type) throws ReflectiveOperationException {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof LinkageError linkage) {
        throw linkage;
      }
      throw thrown;
    }
  }

  private Set<String> names(Door<?> door) {
    String resource = "META-INF/services/" + door.contract().getName();
    Set<String> names = new LinkedHashSet<>();
    try {
      for (URL url : Collections.list(loader.getResources(resource))) {
        names.addAll(lines(url));
      }
    } catch (IOException unreadable) {
      found.refuse(List.of(origin + ": " + resource + ": " + unreadable.getMessage()));
    }
    return names;
  }

  private static List<String> lines(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // a cached jar would stay open after the plugin is gone
    try (InputStream stream = connection.getInputStream();
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
