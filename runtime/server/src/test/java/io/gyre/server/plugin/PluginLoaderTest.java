package io.gyre.server.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.ComponentContext;
import io.gyre.spi.proxy.Caller;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.ProxyProvider;
import io.gyre.spi.proxy.RpcCall;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {
  private static final ClassLoader SERVER = PluginLoaderTest.class.getClassLoader();
  @TempDir Path scratch;
  private Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(scratch.resolve("plugins"));
  }

  @Test
  void aFolderThatIsNotThereHoldsNoPlugins() {
    assertEquals(List.of(), new PluginLoader(SERVER).load(scratch.resolve("none")).plugins());
  }

  @Test
  void filesForHumansAreNotPlugins() throws IOException {
    Files.writeString(plugins.resolve("README.md"), "# Put plugins here");
    Files.createDirectory(plugins.resolve("empty"));
    assertEquals(List.of(), load().plugins());
  }

  @Test
  void aJarIsAPlugin() throws IOException {
    plugin("one").manifest("Implementation-Version", "2.5").proxy("One", "one", "").jar(at("one"));
    Providers providers = load();
    assertEquals("one", providers.plugins().getFirst().name());
    assertEquals("2.5", providers.plugins().getFirst().version());
    assertEquals(at("one").toString(), providers.find(Door.PROXY, "one").orElseThrow().origin());
  }

  @Test
  void aFolderOfJarsIsAPlugin() throws IOException {
    Path library = plugins.resolve("two").resolve("library.jar");
    PluginFixture.library(scratch)
        .source(
            "lib.Word",
            "package lib; public class Word { public static String of() { return \"hi\"; } }")
        .jar(library);
    plugin("two")
        .against(library)
        .proxy("Two", "two", "static final String WORD = lib.Word.of();")
        .jar(plugins.resolve("two").resolve("main.jar"));
    assertTrue(load().find(Door.PROXY, "two").isPresent());
  }

  @Test
  void aPluginIsCalledWithItsOwnContextLoader() throws Exception {
    plugin("one").proxy("One", "one", "").jar(at("one"));
    Offer<ProxyProvider<?>> offer = load().find(Door.PROXY, "one").orElseThrow();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    assertEquals("plugin/one", answer(offer));
    assertEquals(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void whatAPluginThrowsArrivesUnwrapped() throws Exception {
    Proxy proxy = () -> Set.of(ProxyKind.RPC);
    InPlugin inPlugin = new InPlugin(new ClassLoader("other", SERVER) {});
    Proxy guarded = inPlugin.around(Proxy.class, proxy);
    assertThrows(UnsupportedOperationException.class, () -> guarded.rpc(call()));
    assertEquals(Set.of(ProxyKind.RPC), guarded.kinds());
  }

  @Test
  void twoPluginsMayBringTwoVersionsOfOneLibrary() throws Exception {
    for (String version : List.of("a", "b")) {
      Path library = plugins.resolve(version).resolve("library.jar");
      PluginFixture.library(scratch)
          .source(
              "lib.Version",
              "package lib; public class Version { public static String of() { return \"%s\"; } }"
                  .formatted(version))
          .jar(library);
      plugin(version)
          .against(library)
          .proxy("Same", version, "")
          .source("Unused", "class Unused { String version = lib.Version.of(); }")
          .jar(plugins.resolve(version).resolve("main.jar"));
    }
    List<Plugin> loaded = load().plugins();
    Class<?> first = loaded.get(0).loader().loadClass("lib.Version");
    Class<?> second = loaded.get(1).loader().loadClass("lib.Version");
    assertNotEquals(first, second);
    assertEquals("a", first.getMethod("of").invoke(null));
    assertEquals("b", second.getMethod("of").invoke(null));
  }

  @Test
  void aPluginSeesNothingOfTheServerButTheSpi() throws Exception {
    plugin("one").proxy("One", "one", "").jar(at("one"));
    ClassLoader loader = load().plugins().getFirst().loader();
    assertEquals(Proxy.class, loader.loadClass(Proxy.class.getName()));
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass("io.gyre.server.plugin.Door"));
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass("io.helidon.webserver.WebServer"));
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass("org.junit.jupiter.api.Test"));
  }

  @Test
  void aWebPluginSeesTheHttpLibrary() throws Exception {
    plugin("one").manifest("Gyre-Web", "true").proxy("One", "one", "").jar(at("one"));
    ClassLoader loader = load().plugins().getFirst().loader();
    assertEquals(
        SERVER.loadClass("io.helidon.webserver.WebServer"),
        loader.loadClass("io.helidon.webserver.WebServer"));
  }

  @Test
  void anotherVersionOfTheSpiStopsTheStart() throws IOException {
    plugin("old").manifest("Gyre-Spi", "0.9").proxy("Old", "old", "").jar(at("old"));
    plugin("new").manifest("Gyre-Spi", "1.1").proxy("New", "new", "").jar(at("new"));
    plugin("odd").manifest("Gyre-Spi", "one").proxy("Odd", "odd", "").jar(at("odd"));
    List<String> problems = refusal();
    assertEquals(3, problems.size());
    assertContains(problems.get(0), "new.jar", "'1.1'", "1.0");
    assertContains(problems.get(1), "odd.jar", "'one'");
    assertContains(problems.get(2), "old.jar", "'0.9'");
  }

  @Test
  void aJarWithoutDescriptorStopsTheStart() throws IOException {
    PluginFixture.library(scratch).proxy("One", "one", "").jar(at("one"));
    assertContains(refusal().getFirst(), "one.jar", "Gyre-Plugin");
  }

  @Test
  void aFileThatIsNoJarStopsTheStart() throws IOException {
    Files.writeString(at("one"), "not a jar");
    assertContains(refusal().getFirst(), "one.jar", "not a readable jar");
  }

  @Test
  void aCopyOfTheSpiStopsTheStart() throws IOException {
    plugin("fat")
        .proxy("Fat", "fat", "")
        .entry("io/gyre/spi/proxy/Proxy.class", "whatever")
        .jar(at("fat"));
    assertContains(refusal().getFirst(), "fat.jar", "io.gyre.spi.proxy.Proxy", "provided");
  }

  @Test
  void aCopyOfTheSpiHiddenInAMultiReleaseJarStopsTheStart() throws IOException {
    plugin("fat").entry("META-INF/versions/21/io/gyre/spi/Run.class", "whatever").jar(at("fat"));
    assertContains(refusal().getFirst(), "fat.jar", "io.gyre.spi.Run");
  }

  @Test
  void anEntryOutsideOfTheJarStopsTheStart() throws IOException {
    for (String entry : List.of("../evil.txt", "a/../../evil.txt", "/etc/evil", "..\\evil.txt")) {
      plugin("slip").entry(entry, "boo").jar(at("slip"));
      assertContains(refusal().getFirst(), "slip.jar", entry, "outside");
    }
  }

  @Test
  void twoProvidersOfOneTypeStopTheStart() throws IOException {
    plugin("first").proxy("First", "same", "").jar(at("first"));
    plugin("second").proxy("Second", "same", "").jar(at("second"));
    assertContains(refusal().getFirst(), "first.jar", "second.jar", "'same'", "First", "Second");
  }

  @Test
  void twoPluginsOfOneNameStopTheStart() throws IOException {
    plugin("same").proxy("First", "first", "").jar(at("first"));
    plugin("same").proxy("Second", "second", "").jar(at("second"));
    assertContains(refusal().getFirst(), "first.jar", "second.jar", "'same'");
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    plugin("old").manifest("Gyre-Spi", "0.9").jar(at("old"));
    Files.writeString(at("text"), "not a jar");
    assertEquals(2, refusal().size());
  }

  @Test
  void aThrowingConstructorBreaksOnlyItsProvider() throws IOException {
    plugin("bad")
        .proxy("Bad", "bad", "public Bad() { throw new IllegalStateException(\"no luck\"); }")
        .jar(at("bad"));
    plugin("good").proxy("Good", "good", "").jar(at("good"));
    Providers providers = load();
    assertTrue(providers.find(Door.PROXY, "good").isPresent());
    assertFalse(providers.find(Door.PROXY, "bad").isPresent());
    assertContains(
        providers.broken().getFirst().describe(), "bad.jar", "Bad", "constructor threw", "no luck");
    assertContains(
        providers.absence(Door.PROXY, "bad"),
        "'bad'",
        "write one of good, or add",
        "bad.jar",
        "no luck");
  }

  @Test
  void aThrowingStaticInitializerBreaksItsProvider() throws IOException {
    plugin("bad")
        .proxy("Bad", "bad", "static final int X = Integer.parseInt(\"x\");")
        .jar(at("bad"));
    assertContains(onlyBroken(), "bad.jar", "Bad", "static initializer", "NumberFormatException");
  }

  @Test
  void aClassForANewerJavaBreaksItsProvider() throws IOException {
    plugin("bad").proxy("Bad", "bad", "").forJavaOfTheFuture().jar(at("bad"));
    assertContains(onlyBroken(), "bad.jar", "Bad", "newer Java");
  }

  @Test
  void aMissingClassBreaksItsProvider() throws IOException {
    Path library = scratch.resolve("library.jar");
    PluginFixture.library(scratch)
        .source("lib.Gone", "package lib; public class Gone { public void go() {} }")
        .jar(library);
    plugin("bad")
        .against(library)
        .proxy("Bad", "bad", "private final lib.Gone gone = new lib.Gone();")
        .jar(at("bad"));
    assertContains(onlyBroken(), "bad.jar", "Bad", "lib.Gone", "missing");
  }

  @Test
  void aProviderThatIsNotThereIsBroken() throws IOException {
    plugin("bad")
        .entry("META-INF/services/io.gyre.spi.proxy.ProxyProvider", "a.B # c")
        .jar(at("bad"));
    assertContains(onlyBroken(), "bad.jar", "a.B", "missing");
  }

  @Test
  void aProviderOfAnotherContractIsBroken() throws IOException {
    plugin("bad")
        .entry("META-INF/services/io.gyre.spi.engine.EngineProvider", "Odd")
        .source("Odd", "public class Odd {}")
        .jar(at("bad"));
    assertContains(onlyBroken(), "bad.jar", "Odd", "EngineProvider");
  }

  @Test
  void aProviderWithoutAUsableTypeIsBroken() throws IOException {
    plugin("bad").proxy("Bad", "Not A Word", "").jar(at("bad"));
    assertContains(onlyBroken(), "bad.jar", "Bad", "Not A Word");
  }

  private PluginFixture plugin(String name) {
    return PluginFixture.plugin(scratch, name);
  }

  private Path at(String name) {
    return plugins.resolve(name + ".jar");
  }

  private Providers load() {
    return new PluginLoader(SERVER).load(plugins);
  }

  private List<String> refusal() {
    return assertThrows(PluginsRefused.class, this::load).problems();
  }

  private String onlyBroken() {
    List<BrokenProvider> broken = load().broken();
    assertEquals(1, broken.size(), broken.toString());
    return broken.getFirst().describe();
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "no '" + part + "' in: " + text);
    }
  }

  private static String answer(Offer<ProxyProvider<?>> offer) throws Exception {
    Proxy proxy = offer.inPlugin().call(() -> make(offer.provider()));
    Proxy guarded = offer.inPlugin().around(Proxy.class, proxy);
    return new String(guarded.rpc(call()).data(), StandardCharsets.UTF_8);
  }

  private static <C extends Record> Proxy make(ProxyProvider<C> provider) throws Exception {
    C config = provider.configType().getConstructor().newInstance();
    return provider.create(config, NO_CONTEXT);
  }

  private static RpcCall call() {
    ConnectionInfo info =
        new ConnectionInfo("test", Encoding.JSON, false, false, false, "here", Map.of());
    return new RpcCall(new Caller("c", "u", info, new byte[0]), "m", new byte[0]);
  }

  private static final ComponentContext NO_CONTEXT =
      InPlugin.BUILT_IN.around(
          ComponentContext.class,
          (ComponentContext)
              java.lang.reflect.Proxy.newProxyInstance(
                  SERVER,
                  new Class<?>[] {ComponentContext.class},
                  (self, method, arguments) -> Optional.empty()));
}
