package io.gyre.spi.channel;

import java.util.List;

/**
 * Publications found and the top of their stream, read at one moment.
 *
 * @param publications in the order asked for
 * @param top the position of the newest publication, whether or not it is still kept
 */
public record HistoryPage(List<Publication> publications, StreamPosition top) {

  /** Copies the list. */
  public HistoryPage {
    publications = List.copyOf(publications);
  }
}
