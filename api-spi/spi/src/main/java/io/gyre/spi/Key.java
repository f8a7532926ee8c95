package io.gyre.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one configuration key; sits on a component of a configuration record. The key is the
 * component's name in snake case. From it come binding, defaults, environment names, the reference
 * documentation and the JSON schema.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** What the key is for, in a sentence, with unit and range. */
  String doc();

  /** The default, written as a user would write it; without one the key must be given. */
  String fallback() default REQUIRED;

  /** Whether the value is masked wherever configuration is shown. */
  boolean secret() default false;

  /** Older names that are still accepted, with a warning. */
  String[] formerly() default {};

  /** Stands for "no default". */
  String REQUIRED = "\0required";
}
