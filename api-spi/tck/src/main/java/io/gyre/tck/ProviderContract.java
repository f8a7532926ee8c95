package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.Key;
import io.gyre.spi.Provider;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Provider} does, whatever it makes: it is found, its configuration is described
 * and can be bound, and making a component starts nothing.
 *
 * <pre>{@code
 * class MyProviderTest extends ProviderContract<MyConfig> {
 *   @Override
 *   protected Provider<MyConfig, ?, ?> provider() {
 *     return new MyProvider();
 *   }
 *
 *   @Override
 *   protected Class<?> door() {
 *     return ProxyProvider.class;
 *   }
 * }
 * }</pre>
 *
 * @param <C> the record of the configuration
 */
public abstract class ProviderContract<C extends Record> {

  /** Instances are made by JUnit. */
  protected ProviderContract() {}

  /** Makes the provider under test. */
  protected abstract Provider<C, ?, ?> provider();

  /** The door, such as {@code ProxyProvider.class}: the service that the loader looks for. */
  protected abstract Class<?> door();

  /** The keys that have no default, with values that work. */
  protected Map<String, String> requiredKeys() {
    return Map.of();
  }

  @Test
  final void namesItsTypeInOneWord() {
    String type = provider().type();
    assertTrue(type.matches("[a-z][a-z0-9_-]*"), () -> "type: " + type);
    assertEquals(type, provider().type());
  }

  @Test
  final void isFoundByTheServiceLoader() {
    boolean found =
        ServiceLoader.load(door()).stream()
            .anyMatch(entry -> entry.type().equals(provider().getClass()));
    assertTrue(found, () -> "META-INF/services/" + door().getName() + " does not name it");
  }

  @Test
  final void describesEachKeyOfItsConfiguration() {
    List<String> undescribed = new ArrayList<>();
    collectUndescribed(provider().configType(), "", undescribed);
    assertEquals(List.of(), undescribed, "components without @Key or with an empty doc");
  }

  @Test
  final void bindsItsDefaults() {
    assertNotNull(config());
  }

  @Test
  final void makesComponentsThatShareNothing() {
    Object first = create();
    Object second = create();
    assertNotNull(first);
    assertNotSame(first, second);
  }

  @Test
  final void startsNoThreadWhenItMakesAComponent() {
    create(); // classes and pools of the platform are loaded now
    int before = Thread.getAllStackTraces().size();
    create();
    assertFalse(Thread.getAllStackTraces().size() > before, "create started a thread");
  }

  private C config() {
    return ConfigBinder.of(provider().configType(), requiredKeys());
  }

  private Object create() {
    return create(provider());
  }

  /** The context serves every door, so the cast holds for whatever context the provider wants. */
  @SuppressWarnings("unchecked")
  private <X extends io.gyre.spi.ComponentContext, T> T create(Provider<C, X, T> provider) {
    return provider.create(config(), (X) new FakeContext());
  }

  private static void collectUndescribed(Class<?> type, String prefix, List<String> found) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + component.getName();
      Key key = component.getAnnotation(Key.class);
      boolean spliced = key == null && component.getType().isRecord();
      if (!spliced && (key == null || key.doc().isBlank())) {
        found.add(name);
      }
      nested(component).forEach(record -> collectUndescribed(record, name + ".", found));
    }
  }

  /** The record that a component is, or lists or maps to. */
  private static List<Class<?>> nested(RecordComponent component) {
    List<Class<?>> records = new ArrayList<>();
    if (component.getType().isRecord()) {
      records.add(component.getType());
    }
    if (component.getGenericType() instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        if (argument instanceof Class<?> known && known.isRecord()) {
          records.add(known);
        }
      }
    }
    return records;
  }
}
