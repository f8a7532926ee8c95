package io.gyre.server.metrics;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process and its virtual machine, under the names that Prometheus clients agree on. */
public final class ProcessMetrics implements MetricSource {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KIBI = 1024;

  private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public void collect(Scrape scrape) {
    scrape.level("process_start_time_seconds", runtime.getStartTime() / 1000.0);
    if (system instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
      scrape.count("process_cpu_seconds_total", unix.getProcessCpuTime() / 1e9);
      scrape.level("process_open_fds", (double) unix.getOpenFileDescriptorCount());
      scrape.level("process_max_fds", (double) unix.getMaxFileDescriptorCount());
    }
    memoryOfProcess(scrape);
    memoryOfMachine(scrape);
    scrape.level("jvm_threads_current", threads.getThreadCount());
    scrape.level("jvm_threads_daemon", threads.getDaemonThreadCount());
    scrape.level("jvm_threads_peak", threads.getPeakThreadCount());
    scrape.level(
        "jvm_info", 1, "version", Runtime.version().toString(), "vendor", runtime.getVmVendor());
  }

  /** Adds what the kernel says; nothing where there is no such file. */
  private static void memoryOfProcess(Scrape scrape) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          scrape.level("process_resident_memory_bytes", kibibytes(line));
        } else if (line.startsWith("VmSize:")) {
          scrape.level("process_virtual_memory_bytes", kibibytes(line));
        }
      }
    } catch (IOException unavailable) {
      // Not Linux: the metric is left out, as by other clients.
    }
  }

  private static double kibibytes(String line) {
    return Double.parseDouble(line.replaceAll("\\D", "")) * KIBI;
  }

  private static void memoryOfMachine(Scrape scrape) {
    memory(scrape, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
    memory(scrape, "nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      scrape.level(
          "jvm_memory_pool_used_bytes", (double) pool.getUsage().getUsed(), "pool", pool.getName());
    }
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      scrape.level(
          "jvm_buffer_pool_used_bytes", (double) pool.getMemoryUsed(), "pool", pool.getName());
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      String[] labels = {"gc", collector.getName()};
      scrape.count("jvm_gc_collection_seconds_sum", collector.getCollectionTime() / 1000.0, labels);
      scrape.count(
          "jvm_gc_collection_seconds_count", (double) collector.getCollectionCount(), labels);
    }
  }

  private static void memory(Scrape scrape, String area, MemoryUsage usage) {
    scrape.level("jvm_memory_used_bytes", (double) usage.getUsed(), "area", area);
    scrape.level("jvm_memory_committed_bytes", (double) usage.getCommitted(), "area", area);
    scrape.level("jvm_memory_max_bytes", (double) usage.getMax(), "area", area);
  }
}
