package io.gyre.verify;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the modules, and rules that hold for all of them. */
class ArchitectureTest {
  /** Rises with the code: a rule over classes that were not found is always green. */
  private static final int CLASSES_AT_LEAST = 400;

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gyre");

  /**
   * A package (with those below it), how many classes it has at least, and what it may use beside
   * the JDK.
   */
  record Wall(String name, int classes, List<String> allowed, List<String> forbidden) {
    static Wall of(String name, int classes, String... allowed) {
      return new Wall(name, classes, List.of(allowed), List.of());
    }

    Wall without(String... packages) {
      return new Wall(name, classes, allowed, List.of(packages));
    }

    boolean owns(JavaClass type) {
      return within(type, name) && !(name.equals("io.gyre.spi") && within(type, "io.gyre.spi.web"));
    }

    boolean allows(JavaClass type) {
      JavaClass base = type.getBaseComponentType();
      return base.isPrimitive()
          || owns(base)
          || Stream.concat(allowed.stream(), Stream.of("java", "javax.net.ssl", "org.jspecify"))
              .anyMatch(root ->
                  within(base, root) && forbidden.stream().noneMatch(no -> within(base, no)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Wall> walls() {
    String[] outside = {"java.net", "java.nio.channels", "java.io.File", "java.sql"};
    return Stream.of(
        Wall.of("io.gyre.spi", 80).without("java.net.http"),
        Wall.of(
            "io.gyre.spi.web",
            1,
            "io.gyre.spi",
            "io.helidon.webserver",
            "io.helidon.http",
            "io.helidon.common"),
        Wall.of("io.gyre.config", 30, "io.gyre.spi").without("io.gyre.spi.web"),
        Wall.of("io.gyre.tck", 1, "io.gyre.spi", "io.gyre.config", "org.junit.jupiter"),
        Wall.of("io.gyre.protocol", 60, "io.gyre.spi").without(with(outside, "io.gyre.spi.web")),
        Wall.of("io.gyre.core", 60, "io.gyre.spi", "io.gyre.protocol", "com.google.re2j")
            .without(with(outside, "io.gyre.spi.web")),
        Wall.of(
            "io.gyre.auth",
            20,
            "io.gyre.spi",
            "io.gyre.config",
            "io.gyre.protocol",
            "com.google.re2j",
            "org.jose4j",
            "com.github.benmanes.caffeine",
            "javax"),
        Wall.of(
            "io.gyre.api",
            1,
            "io.gyre.spi",
            "io.gyre.core",
            "io.gyre.protocol",
            "io.helidon",
            "com.fasterxml.jackson.core"),
        Wall.of(
            "io.gyre.transport",
            3,
            "io.gyre.spi",
            "io.gyre.config",
            "io.gyre.protocol",
            "io.gyre.http2",
            "io.grpc",
            "io.helidon"),
        Wall.of("io.gyre.http2", 10, "io.gyre.spi.web", "io.helidon"),
        Wall.of("io.gyre.engine", 10, "io.gyre.spi", "io.gyre.config").without("io.gyre.spi.web"));
  }

  private static String[] with(String[] some, String more) {
    return Stream.concat(Arrays.stream(some), Stream.of(more)).toArray(String[]::new);
  }

  private static boolean within(JavaClass type, String root) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  @Test
  void looksAtTheClassesThatExist() {
    assertTrue(
        ALL.size() >= CLASSES_AT_LEAST,
        ALL.size() + " classes seen, at least " + CLASSES_AT_LEAST + " expected");
  }

  @ParameterizedTest
  @MethodSource("walls")
  void usesOnlyWhatItsModuleMayUse(Wall wall) {
    long seen = ALL.stream().filter(wall::owns).count();
    assertTrue(
        seen >= wall.classes(),
        wall + " has " + seen + " classes, at least " + wall.classes() + " expected");
    classes()
        .that(describe("are in " + wall, wall::owns))
        .should(onlyDependOnClassesThat(describe("it may use", wall::allows)))
        .check(ALL);
  }

  @Test
  void theServerNamesNoEngineTransportOrAuthenticator() {
    noClasses()
        .that()
        .resideInAPackage("io.gyre.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.gyre.engine..", "io.gyre.transport..", "io.gyre.auth..")
        .check(ALL);
  }

  /**
   * How long something took may be measured anywhere; what time it is comes from the injected
   * clock.
   */
  @Test
  void theCoreAsksNobodyForTheTimeOrForChance() {
    noClasses()
        .that()
        .resideInAnyPackage("io.gyre.core..", "io.gyre.engine..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(ThreadLocalRandom.class, "current")
        .orShould()
        .callConstructor(Random.class)
        .check(ALL);
  }

  @Test
  void staticStateIsFinal() {
    noFields()
        .that()
        .areStatic()
        .and(
            describe(
                "are written in the source",
                field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
        .should()
        .notBeFinal()
        .check(ALL);
  }

  @Test
  void namesSayWhatAClassIsFor() {
    noClasses()
        .that(
            describe(
                "are not named after the original's or the JDK's manager",
                type ->
                    !type.getSimpleName().contains("PresenceManager")
                        && !type.isAssignableTo(LogManager.class)))
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .check(ALL);
  }

  @Test
  void nothingFormatsWithSystemOutButTheCommandLine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.gyre.spi..",
            "io.gyre.core..",
            "io.gyre.protocol..",
            "io.gyre.engine..",
            "io.gyre.api..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ALL);
  }
}
