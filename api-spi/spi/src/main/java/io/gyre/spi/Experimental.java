package io.gyre.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks what may change in a minor release until {@link #review()}, when it is kept or removed. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Experimental {

  /** The version of the SPI that brought it. */
  String since();

  /** The date, as year-month, by which it is decided. */
  String review();
}
