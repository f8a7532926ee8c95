package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for newcomers name what exists. */
class DocumentationTest {
  private static final int HOPS_MAX = 8;
  private static final Pattern NAME =
      Pattern.compile(
          "`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.([a-z][A-Za-z0-9]*))?(?:\\(\\))?`");
  private static final Pattern FOLDER = Pattern.compile("`((?:[a-z][a-z-]*/)+[a-z-]*)`");
  private static final Pattern CHECKOUT_PATH =
      Pattern.compile("`((?:docs|distribution)/[A-Za-z./-]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)\\)");
  private static final Pattern HOP = Pattern.compile("(?m)^\\d+\\. ");

  private static SourceTree sources;

  @BeforeAll
  static void parseTheSources() throws IOException {
    sources = SourceTree.read();
  }

  @ParameterizedTest
  @CsvSource({
    "START-HERE.md, 15",
    "follow-a-message.md, 50",
    "architecture.md, 25",
    "locks.md, 15",
    "plugins.md, 20"
  })
  void namesTypesAndMethodsThatExist(String page, int namesAtLeast) throws IOException {
    assertTrue(sources.types() > 400, "types found: " + sources.types());
    List<MatchResult> names = NAME.matcher(read(page)).results().toList();
    List<String> missing =
        names.stream().filter(name -> !exists(name)).map(MatchResult::group).distinct().toList();
    assertEquals(List.of(), missing, "named in " + page + ", not in the sources");
    assertTrue(names.size() >= namesAtLeast, "names found: " + names.size());
  }

  @Test
  void noticesANameThatIsGone() {
    Matcher gone =
        NAME.matcher(
            "`Hub.broadcastToEverybody` `NoSuchType`, `Hub.broadcast()` `IllegalStateException`");
    assertEquals(
        List.of(false, false, true, true), gone.results().map(DocumentationTest::exists).toList());
  }

  private static boolean exists(MatchResult name) {
    return name.group(2) == null
        ? sources.has(name.group(1)) || isOfTheLanguage(name.group(1))
        : sources.has(name.group(1), name.group(2));
  }

  private static boolean isOfTheLanguage(String type) {
    try {
      Class.forName("java.lang." + type);
      return true;
    } catch (ClassNotFoundException ours) {
      return false;
    }
  }

  @Test
  void theFirstPageLeadsToWhatIsInTheCheckout() throws IOException {
    Path root = sources.root();
    List<String> places =
        CHECKOUT_PATH
            .matcher(Files.readString(root.resolve("README.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertTrue(places.size() >= 4, "places found: " + places);
    assertEquals(
        List.of(), places.stream().filter(place -> !Files.exists(root.resolve(place))).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"START-HERE.md", "follow-a-message.md", "architecture.md"})
  void leadsToFoldersAndPagesThatExist(String page) throws IOException {
    String text = read(page);
    Path docs = sources.root().resolve("docs");
    List<Path> places = new ArrayList<>();
    FOLDER
        .matcher(text)
        .results()
        .map(found -> sources.root().resolve(found.group(1)))
        .filter(place -> !place.endsWith("plugins")) // of the distribution
        .forEach(places::add);
    LINK.matcher(text).results().map(found -> docs.resolve(found.group(1))).forEach(places::add);
    assertEquals(List.of(), places.stream().filter(place -> !Files.exists(place)).toList());
  }

  @Test
  void leadsFromTheSocketToTheBrokerAndBackInFewHops() throws IOException {
    List<String> sections = List.of(read("follow-a-message.md").split("(?m)^## "));
    for (String way : List.of("A client publishes", "A publication reaches")) {
      String section =
          sections.stream().filter(text -> text.startsWith(way)).findFirst().orElseThrow();
      long hops = HOP.matcher(section).results().count();
      assertTrue(hops > 4 && hops <= HOPS_MAX, way + ": " + hops + " hops");
    }
  }

  @Test
  void startsWithATitleOnEveryPage() throws IOException {
    try (Stream<Path> pages = Files.walk(sources.root().resolve("docs"))) {
      List<Path> all =
          pages
              .filter(page -> page.toString().endsWith(".md"))
              .filter(page -> !page.toString().contains("/reference/")) // generated
              .toList();
      assertTrue(all.size() >= 5, "pages found: " + all);
      for (Path page : all) {
        assertTrue(Files.readString(page).startsWith("# "), page::toString);
      }
    }
  }

  private static String read(String page) throws IOException {
    return Files.readString(sources.root().resolve("docs").resolve(page));
  }
}
